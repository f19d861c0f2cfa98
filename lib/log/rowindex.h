#pragma once

#include "lib/protocol/messagebatch.h"

#include <optional>

namespace console {

/// What a batch knows beside its text, as the private record that follows each chunk of a recording: with it
/// a file opens without parsing a message. Layout, version 1, little-endian: version u16, first number u64,
/// rows u32, first string u32, strings u32, matches u32, lost u32, dropped u64; each row field by field, each
/// string with its u32 length, each match (response u64, request u64, latency i64), each lost request u64;
/// CRC-32 of all before.
void appendRowIndex(QByteArray &to, const MessageBatch &batch);

/// The batch without its text, from the record's content. Nothing where the version is another one, the
/// checksum is wrong, or a field has no meaning: then the messages themselves say what they are. The rows'
/// ends never decrease; whether they fit a text is the caller's to check.
std::optional<MessageBatch> decodeRowIndex(QByteArrayView content);

} // namespace console
