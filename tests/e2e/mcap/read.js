// read.js HOW FILE [FROM TO]: prints each message of an MCAP file as others' reader finds it, one a line:
//     <sequence> <log time in nanoseconds> <topic> <data in base64>
// HOW: indexed   through the summary and the indexes, with FROM and TO only what lies between these times (nanoseconds)
//      streamed  from the front to the end
// The last line says how much was read: `bytes <number>`. Checksums are validated. Ends with 1 and the reason on standard
// error where the reader finds anything wrong.
"use strict";
const fs = require("node:fs");
const { McapIndexedReader, McapStreamReader } = require("@mcap/core");
const fzstd = require("fzstd");

const [how, path, from, to] = process.argv.slice(2);
const decompressHandlers = {
    zstd: (bytes, size) => fzstd.decompress(bytes, new Uint8Array(Number(size))),
};
const lines = [];
let bytesRead = 0;

function add(message, channels) {
    const data = Buffer.from(message.data).toString("base64");
    lines.push(`${message.sequence} ${message.logTime} ${channels.get(message.channelId).topic} ${data}`);
}

async function readIndexed() {
    const file = fs.openSync(path);
    const readable = {
        size: async () => BigInt(fs.fstatSync(file).size),
        read: async (offset, length) => {
            const bytes = new Uint8Array(Number(length));
            bytesRead += fs.readSync(file, bytes, 0, bytes.length, Number(offset));
            return bytes;
        },
    };
    const reader = await McapIndexedReader.Initialize({ readable, decompressHandlers });
    const range = from === undefined ? {} : { startTime: BigInt(from), endTime: BigInt(to) };
    for await (const message of reader.readMessages({ ...range, validateCrcs: true }))
        add(message, reader.channelsById);
    if (from === undefined && reader.statistics.messageCount !== BigInt(lines.length))
        throw new Error(`the statistics count ${reader.statistics.messageCount} messages of ${lines.length}`);
}

async function readStreamed() {
    const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true });
    const channels = new Map();
    for await (const bytes of fs.createReadStream(path)) {
        bytesRead += bytes.length;
        reader.append(bytes);
        for (let record; (record = reader.nextRecord()); ) {
            if (record.type === "Channel") channels.set(record.id, record);
            else if (record.type === "Message") add(record, channels);
        }
    }
    if (!reader.done()) throw new Error("the file has no proper end");
}

(how === "streamed" ? readStreamed() : readIndexed()).then(
    () => fs.writeFileSync(1, [...lines, `bytes ${bytesRead}`, ""].join("\n")),
    (error) => {
        console.error(error.message);
        process.exitCode = 1;
    });
