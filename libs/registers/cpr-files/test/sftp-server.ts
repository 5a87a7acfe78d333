import { createHash } from 'node:crypto';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { Server, utils, type Attributes, type FileEntry, type Connection, type SFTPWrapper } from 'ssh2';

const { STATUS_CODE } = utils.sftp;
const FILE_MODE = 0o100600;
const USER = 'drop';
const PASSWORD = 'ring-the-bell';

/** A drop of files by SFTP, in memory, that can be told to misbehave. */
export interface SftpDrop {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `SHA256:…` of its host key. */
  readonly hostKey: string;
  readonly files: Map<string, Buffer>;
  /** Passwords that were shown, and other ways in that were tried. */
  readonly logins: string[];
  /** What was done to files, as `rename a b`. */
  readonly done: string[];
  /** Cuts the connection once, when so many bytes of a file were sent. */
  cutAt: number | undefined;
  /** Answers no read any more. */
  silent: boolean;
  stop(): Promise<void>;
}

export async function sftpDrop(): Promise<SftpDrop> {
  const { private: key, public: publicKey } = utils.generateKeyPairSync('ed25519');
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  const files = new Map<string, Buffer>();
  const sockets = new Set<Socket>();
  const logins: string[] = [];
  const done: string[] = [];
  const server = new Server({ hostKeys: [key] }, (client) => serve(client));
  const drop = {
    user: USER,
    password: PASSWORD,
    hostKey: `SHA256:${createHash('sha256').update(blob).digest('base64').replace('=', '')}`,
    files,
    logins,
    done,
    cutAt: undefined as number | undefined,
    silent: false,
  };

  const serve = (client: Connection): void => {
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      logins.push(context.method === 'password' ? context.password : context.method);
      if (context.method === 'password' && context.username === USER && context.password === PASSWORD) context.accept();
      else context.reject(['password']);
    });
    client.on('session', (accept) => accept().on('sftp', (open) => answer(open())));
  };

  const answer = (sftp: SFTPWrapper): void => {
    const handles = new Map<number, { path: string; listed?: boolean }>();
    const handle = (path: string): Buffer => {
      const id = Buffer.alloc(4);
      id.writeUInt32BE(handles.size);
      handles.set(handles.size, { path });
      return id;
    };
    const of = (id: Buffer) => handles.get(id.readUInt32BE());
    const attributes = (bytes: Buffer): Attributes => ({
      mode: FILE_MODE,
      uid: 0,
      gid: 0,
      size: bytes.length,
      atime: 1_772_438_400,
      mtime: 1_772_438_400,
    });
    sftp.on('OPENDIR', (request, path) => sftp.handle(request, handle(path)));
    sftp.on('READDIR', (request, id) => {
      const directory = of(id);
      if (directory === undefined || directory.listed === true) return sftp.status(request, STATUS_CODE.EOF);
      directory.listed = true;
      const prefix = `${directory.path}/`;
      const entries = [...files].flatMap(([path, bytes]): FileEntry[] => {
        if (!path.startsWith(prefix)) return [];
        const filename = path.slice(prefix.length);
        return [{ filename, longname: filename, attrs: attributes(bytes) }];
      });
      return sftp.name(request, entries);
    });
    const stat = (request: number, path: string): void => {
      const bytes = files.get(path);
      if (bytes === undefined) sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
      else sftp.attrs(request, attributes(bytes));
    };
    sftp.on('STAT', stat);
    sftp.on('FSTAT', (request, id) => stat(request, of(id)?.path ?? ''));
    sftp.on('OPEN', (request, path, flags) => {
      const writes = (flags & utils.sftp.OPEN_MODE.WRITE) !== 0;
      if (!writes && !files.has(path)) return sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
      if (writes) files.set(path, Buffer.alloc(0));
      return sftp.handle(request, handle(path));
    });
    sftp.on('READ', (request, id, offset, length) => {
      if (drop.silent) return;
      const bytes = files.get(of(id)?.path ?? '') ?? Buffer.alloc(0);
      if (drop.cutAt !== undefined && offset + length > drop.cutAt) {
        drop.cutAt = undefined;
        for (const socket of sockets) socket.destroy();
        return;
      }
      done.push(`read ${offset}`);
      const part = bytes.subarray(offset, offset + length);
      if (part.length === 0) sftp.status(request, STATUS_CODE.EOF);
      else sftp.data(request, part);
    });
    sftp.on('WRITE', (request, id, offset, data) => {
      const path = of(id)?.path ?? '';
      files.set(path, Buffer.concat([(files.get(path) ?? Buffer.alloc(0)).subarray(0, offset), data]));
      sftp.status(request, STATUS_CODE.OK);
    });
    sftp.on('CLOSE', (request) => sftp.status(request, STATUS_CODE.OK));
    sftp.on('FSETSTAT', (request) => sftp.status(request, STATUS_CODE.OK));
    sftp.on('RENAME', (request, from, to) => {
      const bytes = files.get(from);
      if (bytes === undefined || files.has(to)) return sftp.status(request, STATUS_CODE.FAILURE);
      files.delete(from);
      files.set(to, bytes);
      done.push(`rename ${from} ${to}`);
      return sftp.status(request, STATUS_CODE.OK);
    });
    sftp.on('REMOVE', (request) => {
      done.push('remove');
      sftp.status(request, STATUS_CODE.PERMISSION_DENIED);
    });
  };

  // The socket beneath a connection is only seen here.
  (server as unknown as { _srv: NetServer })._srv.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(drop, {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}
