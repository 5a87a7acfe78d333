// Runs a service as an operator would, on a database of the benchmark: `node service.mjs NAME`, environment as the service's.
// Prints its address, and its peak memory when standard input closes.
const { start } = await import(`@contact-sync/${process.argv[2]}`);

const service = await start(process.env);
console.log(JSON.stringify({ url: service.url }));
process.stdin.resume();
process.stdin.on('end', () => {
  void service.stop().then(() => {
    console.log(JSON.stringify({ peakKilobytes: process.resourceUsage().maxRSS }));
    process.exit(0);
  });
});
