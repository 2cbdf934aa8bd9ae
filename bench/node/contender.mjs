// The same workloads on Node's own net and dgram, written with events for speed:
// contender.mjs workload [port] args...
import dgram from "node:dgram";
import net from "node:net";

const host = "127.0.0.1";
const [workload, portText, x, y] = process.argv.slice(2);
const port = Number(portText);

const connected = (options = {}) =>
  new Promise((done, fail) => {
    const s = net.connect({ host, port, ...options }, () => done(s));
    s.on("error", fail);
  });
const once = (emitter, event) => new Promise((done) => emitter.once(event, done));
const announce = (server) => console.log(`PORT ${server.address().port}`);

const workloads = {
  async pingpong() {
    const s = await connected({ noDelay: true });
    let rest = "";
    s.setEncoding("latin1");
    s.on("data", (text) => {
      rest += text;
      const end = rest.indexOf("\n");
      if (end < 0) return;
      const line = rest.slice(0, end); // the peer answers with one line at a time
      rest = rest.slice(end + 1);
      if (line === "stop!") s.destroy();
      else s.write("hello\n");
    });
    s.write("hello\n");
  },

  async lines() {
    for (let pass = 0; pass < 2; pass++) {
      const s = await connected({ allowHalfOpen: true });
      let lines = 0;
      let bytes = 0;
      let rest = "";
      s.setEncoding("latin1");
      s.on("data", (chunk) => {
        const text = rest ? rest + chunk : chunk;
        let from = 0;
        let end = text.indexOf("\n");
        while (end >= 0) {
          const line = text.slice(from, end);
          lines++;
          bytes += line.length + 1;
          from = end + 1;
          end = text.indexOf("\n", from);
        }
        rest = text.slice(from);
      });
      await once(s, "end");
      s.end(`done ${lines} ${bytes}\n`);
      await once(s, "close");
    }
  },

  async recv() {
    for (let pass = 0; pass < 2; pass++) {
      const s = await connected({ allowHalfOpen: true });
      const chunks = [];
      let bytes = 0;
      if (x === "*a")
        s.on("data", (chunk) => {
          chunks.push(chunk);
        });
      else
        s.on("data", (chunk) => {
          bytes += chunk.length;
        });
      await once(s, "end");
      if (x === "*a") bytes = Buffer.concat(chunks).length;
      s.end(`done 0 ${bytes}\n`);
      await once(s, "close");
    }
  },

  async send() {
    const data = Buffer.alloc(Number(x), "x");
    const count = Number(y);
    for (let pass = 0; pass < 2; pass++) {
      const s = await connected({ noDelay: true, allowHalfOpen: true });
      for (let i = 0; i < count; i++) if (!s.write(data)) await once(s, "drain");
      s.end();
      s.resume();
      await once(s, "close");
    }
  },

  async connect() {
    for (let answer = ""; answer !== "stop!\n"; ) {
      const s = net.connect({ host, port });
      s.write("hello\n");
      answer = String(await once(s, "data"));
      s.destroy();
    }
  },

  accept() {
    const server = net.createServer((s) =>
      s.once("data", (data) => {
        s.end("hello\n");
        if (String(data) === "quit\n") server.close();
      }),
    );
    server.listen(0, host, 128, () => announce(server));
  },

  "udp-pingpong"() {
    const u = dgram.createSocket("udp4");
    const data = Buffer.alloc(Number(x), "x");
    u.on("message", (answer) => {
      if (answer.latin1Slice(0, 5) === "stop!") u.close();
      else u.send(data, port, host);
    });
    u.bind(0, host, () => u.send(data, port, host));
  },

  async "udp-send"() {
    const u = dgram.createSocket("udp4");
    const data = Buffer.alloc(Number(x), "x");
    const count = Number(y);
    u.bind(0, host);
    await once(u, "listening");
    for (let pass = 0; pass < 2; pass++) {
      // a window of pending sends; one at a time would measure only the event loop
      let left = count;
      let open = 0;
      await new Promise((done) => {
        const sent = () => {
          open--;
          if (left) next();
          else if (!open) done();
        };
        const next = () => {
          while (left && open < 64) {
            left--;
            open++;
            u.send(data, port, host, sent);
          }
        };
        next();
      });
      const ask = () => u.send(`end ${count}`, port, host);
      const again = setInterval(ask, 200);
      ask();
      await once(u, "message");
      clearInterval(again);
    }
    u.close();
  },

  async "udp-recv"() {
    for (let pass = 0; pass < 2; pass++) {
      const u = dgram.createSocket("udp4");
      let n = 0;
      u.bind(0, host);
      await once(u, "listening");
      u.on("message", (data) => {
        if (data.length === 5 && data.latin1Slice() === "stop!")
          u.send(`done ${n}`, port, host, () => u.close());
        else n++;
      });
      u.send("go", port, host);
      await once(u, "close");
    }
  },

  async select() {
    // no select in Node: its event loop waits for all of them
    const all = [];
    for (let i = 0; i < Number(x); i++) {
      const s = await connected({ noDelay: true });
      s.on("data", (data) => {
        if (data.latin1Slice() === "stop!\n") for (const c of all) c.destroy();
        else s.write("hello\n");
      });
      all.push(s);
    }
  },

  "echo-server"() {
    const server = net.createServer({ noDelay: true }, (s) => {
      s.on("error", () => {});
      s.on("data", (data) => {
        if (data.length === 5 && data.latin1Slice() === "quit\n") process.exit(0);
        s.write(data);
      });
    });
    server.listen(0, host, 4096, () => announce(server));
  },

  async conns() {
    const all = [];
    for (let i = 0; i < Number(x); i++) {
      const s = await connected();
      s.write("hello\n");
      await once(s, "data");
      all.push(s);
    }
    for (const s of all) s.destroy();
  },
};

await workloads[workload]();
