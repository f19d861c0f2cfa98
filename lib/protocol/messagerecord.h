#pragma once

#include "lib/protocol/ids.h"

#include <QFlags>

namespace console {

/// What a row of the log is (protocol §2, "Classification"; contracts §1).
enum class MessageKind : quint8 {
    Note, ///< said by the console itself: "connected", "closed 1006"
    Request, ///< whatever we sent
    Response,
    Event,
    Other, ///< a JSON object that is neither event nor response
    Malformed, ///< no JSON, no object, or binary
};

enum class MessageFlag : quint8 {
    Binary = 0x01, ///< arrived in a binary message; the bytes are kept
    DuplicateKeys = 0x02, ///< some object repeats a key; the last one counts
    UnicodeEscapes = 0x04, ///< the text holds \u: a text filter also looks at the unescaped form
    StatusOk = 0x08, ///< Status is exactly "OK"
    StatusError = 0x10, ///< Status is exactly "ERROR"
    Unmatched = 0x20, ///< a response whose echo equals no outstanding request
    DuplicateResponse = 0x40, ///< a response to a request answered before
    Unpooled = 0x80, ///< name, room or participant exceeds 256 bytes: read it from the text
};
Q_DECLARE_FLAGS(MessageFlags, MessageFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(MessageFlags)

/// What a note tells that the program goes by; its words are for people.
enum class NoteKind : quint16 {
    Other,
    Opened, ///< the connection is open
};

/// One row: all that lists, filters and the timeline need without touching the text.
/// Immutable once appended. The layout is the one the recording file will use.
struct MessageRecord
{
    qint64 time = 0; ///< arrival (or sending), microseconds since the Unix epoch, UTC; never decreases
    quint32 end = 0; ///< offset behind the last byte of the text; the text starts at the previous row's end
    StringId name; ///< event name as sent, or command; of a bare custom message its action
    StringId room; ///< room id as text
    StringId participant; ///< participant id as text
    qint32 code =
        0; ///< a response's error code, 0: none was sent; of a note that ends a gap its milliseconds
    MessageKind kind = MessageKind::Note;
    quint8 flagBits = 0;
    NoteKind note = NoteKind::Other; ///< of a note; one of a later version is kept as it is

    MessageFlags flags() const { return MessageFlags::fromInt(flagBits); }
    bool has(MessageFlag flag) const { return flags().testFlag(flag); }
    void set(MessageFlag flag) { flagBits = quint8(flagBits | quint8(flag)); }
    bool isOutgoing() const { return kind == MessageKind::Request; }
    /// An event, or a message that came bare, as older hosts send custom events. Whatever counts or lists
    /// events means these.
    bool isEvent() const { return kind == MessageKind::Event || kind == MessageKind::Other; }
    /// The note that is written when a session is connected again: it was not, for gapLength() before `time`.
    bool isGap() const { return kind == MessageKind::Note && code > 0; }
    qint64 gapLength() const { return isGap() ? qint64(code) * 1000 : 0; } ///< microseconds
    bool isOpening() const { return kind == MessageKind::Note && note == NoteKind::Opened; }
    bool isReceived() const { return kind != MessageKind::Request && kind != MessageKind::Note; }
};
static_assert(sizeof(MessageRecord) == 32);

} // namespace console
