'use strict';
const { connect } = require('node:net');

const LIMIT_MS = 500;

/** Whether something listens where Docker should. A probe, since loading testcontainers alone takes longer. */
function dockerAnswers(env) {
  return new Promise((resolve) => {
    const socket = connect(dockerAddress(env.DOCKER_HOST));
    const answer = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(LIMIT_MS, () => answer(false));
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

function dockerAddress(host) {
  if (host?.startsWith('tcp://')) {
    const { hostname, port } = new URL(host);
    return { host: hostname, port: Number(port || 2375) };
  }
  return { path: host?.startsWith('unix://') ? host.slice('unix://'.length) : '/var/run/docker.sock' };
}

module.exports = { dockerAnswers };
