#pragma once

#include "lib/log/messagelog.h"
#include "lib/protocol/eventtype.h"

#include <QString>

namespace console {

class RoomDirectory;
struct Band;
struct Exchange;

// What people read about messages. All texts are plain; names, ids and values of a server are isolated from
// the direction of their neighbours, and their control characters are visible.

/// The longest text of a cell; what is cut ends in "…".
constexpr qsizetype maximumShownText = 256;

/// A message in words: "Daniel Kim was muted" and "State changed in room 1".
struct Sentence
{
    QString title;
    QString subtitle;
};

/// What the sentence of an event is made of, apart from any log: for threads of the pool.
struct EventWords
{
    MessageKind kind = MessageKind::Event; ///< or Other
    QByteArray name; ///< as sent
    QByteArray room;
    QByteArray participant;
    QString person; ///< what the participant was called when the message came; empty: not known
    QByteArrayView text;
};

/// Does `character` steer direction or print nothing, so that it must be made visible?
bool isHiddenCharacter(char32_t character);
/// "U+202E"
QString codePointName(char32_t character);
/// Control and direction characters written as [U+202E]. At most `maximum` characters of `text` are looked
/// at; "…" says so.
QString visibleText(QStringView text, qsizetype maximum = maximumShownText);
/// Between U+2068 and U+2069, so that its direction stays its own. Empty stays empty.
QString isolated(const QString &text);
/// visibleText() and isolated() of UTF-8.
QString safeText(QByteArrayView utf8);
/// "sip:1034@conf.example.net": what stands before the host tells such ids apart, so their end is cut first.
bool hasHost(QByteArrayView id);
/// Ids lose their middle, because their ends differ: "7f3a…c2", "conf-b81f…9d02", "room-eu-…/conf-0042";
/// those with a host lose that: "sip:1034@conf…".
QString shortenedId(QByteArrayView id, qsizetype maximum = 20);
/// An id beside a name, which needs the room more: numbers of 12 digits, of texts 8 characters, before a host
/// 10. Isolated.
QString idBesideName(QByteArrayView id);

/// "Joined"
QString eventLabel(EventType type);
/// Of a name as sent: the label of its type; other text itself; of a number "3, probably Joined".
QString eventLabel(QByteArrayView name);
/// Of a group (eventGroup()): the label of its type, else the group.
QString groupLabel(QByteArrayView group);
/// What counts as an event, in a sentence.
QString eventsExplanation();
/// What the event column says of a row of any kind: "Moved", "Malformed", "Request".
QString kindLabel(const MessageRecord &record, QByteArrayView name);

/// "Mute" of 2 or IMM_CONTROL_MUTE_ENABLE; empty if the catalogue does not list it.
QString controlLabel(QByteArrayView control);
/// "on", "12 dB/m", "65 %", "headphone", as the control means it.
QString controlValueText(QByteArrayView control, QByteArrayView value);
/// Name of a value of imm_participant_type: "Listener only". Empty: not listed.
QString participantTypeText(QByteArrayView type);

/// Number token with a true minus sign and thin spaces between thousands; anything else unchanged.
QString shownNumber(QByteArrayView token);
/// "−9990": an error code is a name made of digits, so it has a true minus sign but no thousands.
QString errorCodeText(QByteArrayView token);
/// "118 bytes", "2.1 MB"
QString sizeText(qsizetype bytes);
/// What stands in the place of a text that is not in memory: "…" while the recording is read, else why not.
QString absentText(const MessageLog &log, MessageId id);

/// "room 1"; of text ids the id itself, shortened. Empty if there is none.
QString roomText(QByteArrayView room, qsizetype maximum = 32);
/// "Room 1", to begin a line with; of text ids the whole id.
QString roomLabel(QByteArrayView room);
/// The name, else "person 104". Empty if there is no participant. `directory` may be null.
QString personText(const RoomDirectory *directory, const QByteArray &room, const QByteArray &participant);
/// Of all who had the id one after the other: "Fatou Ferrari, before that 2 others".
QString peopleText(const RoomDirectory *directory, const QByteArray &room, const QByteArray &participant);
QString personText(const QString &name, const QByteArray &participant); ///< `name` may be empty

/// The Details column: the facts of a message besides room and participant, in one line. Empty where there
/// are none.
QString detailsOf(QByteArrayView raw, const MessageRecord &record);
/// The parameters of a request in one line: "room 1 · 104 · mute".
QString parametersOf(QByteArrayView request);
/// What a response says besides its status: "value 4", "−9989 IMM_ERROR_INVALID_HEADING".
QString answerOf(QByteArrayView response, const MessageRecord &record);

/// A few words to stand beside the mark of an event: "Mute off", "Seat 1", "stop-talking". Empty where the
/// text is not in memory.
QString shortLabelOf(const MessageLog &log, MessageId id);
/// Of a request: "get_room_layout, 15 ms".
QString shortLabelOf(const MessageLog &log, const Exchange &exchange);

/// A message that is no request or response, in words.
Sentence sentenceOf(const MessageLog &log, MessageId id, const RoomDirectory *directory);
Sentence sentenceOf(const EventWords &event);
/// A request and its answer, in words.
Sentence sentenceOf(const MessageLog &log, const Exchange &exchange);

/// "talking", "muted", "whisper 2", "sidebar 3"
QString bandText(const Band &band);

/// "3.2 ms", "2.0 s", "1 min 5 s": a duration in microseconds.
QString durationText(qint64 microseconds);

} // namespace console
