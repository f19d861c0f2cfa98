#pragma once

#include "lib/protocol/messagerecord.h"
#include "lib/protocol/messagescan.h"

#include <QHash>

namespace console {

/// Why a message is malformed.
enum class MalformedReason : quint8 { None, Binary, NoJson, NoObject };

/// What one pass over a message found. Views point into the message or into the classifier's scratch memory
/// and hold until its next call.
struct Classification
{
    MessageKind kind = MessageKind::Malformed;
    MessageFlags flags;
    qint32 code = 0; ///< Error Code as number; names are looked up in the catalogue's table; 0: none
    NoteKind note = NoteKind::Other;
    QByteArrayView name; ///< decoded UTF-8
    QByteArrayView room;
    QByteArrayView participant;
    bool textIds = false; ///< room or participant id came as a JSON string
    ByteSpan echoedRequest; ///< value of "Request"; length 0: missing
    MalformedReason reason = MalformedReason::None;
    JsonError jsonError = JsonError::None; ///< with MalformedReason::NoJson
    qsizetype errorOffset = -1; ///< bytes, with MalformedReason::NoJson
};

/// Decides in one pass what a message is (protocol §2) and lifts its facts out. Never throws, never drops,
/// does not recurse; allocates only for escaped names and very wide or deep messages. Not shared between
/// threads. Facts are found at the top level, else under "values" where that is an object; of a response
/// first of all in the request it echoes. A repeated key's last value counts, whatever its type. Texts of any
/// length are given whole.
class Classifier
{
public:
    /// @param codes  error code names of the catalogue, for servers that send the name.
    explicit Classifier(QHash<QByteArray, qint32> codes = {});

    Classification received(QByteArrayView text);
    Classification receivedBinary(QByteArrayView bytes) const;
    /// What we send: always a request; name is its "Command" where there is one.
    Classification sent(QByteArrayView text);

private:
    QByteArrayView text(const MessageScan::Fact &fact, QByteArray &scratch) const;
    QByteArrayView id(std::initializer_list<const MessageScan::Facts *> places, MessageScan::Field field,
        QByteArray &scratch, bool &textIds) const;
    void liftIds(Classification &message, std::initializer_list<const MessageScan::Facts *> places);
    void readEvent(Classification &message);
    void readResponse(Classification &message);
    void readOther(Classification &message);
    qint32 code(const MessageScan::Fact &fact) const;
    Classification scan(QByteArrayView text);

    QHash<QByteArray, qint32> m_codes;
    MessageScan m_scan;
    QByteArray m_name; ///< decoded, where the message's own bytes will not do; likewise the next two
    QByteArray m_room;
    QByteArray m_participant;
};

/// Says whether a request changes nothing: its command asks ("get_…", protocol §3). What has no command is
/// taken for one that does.
bool onlyAsks(QByteArrayView request);

/// "no JSON: unexpected end of text at byte 17"
QString malformedReason(const Classification &classification);

/// The reason for a malformed row, from its bytes.
QString malformedReason(QByteArrayView bytes, bool binary);

} // namespace console
