#pragma once

#include "lib/protocol/jsonlexer.h"
#include "lib/protocol/messagerecord.h"

#include <QHash>

namespace console {

/// Why a message is malformed.
enum class MalformedReason : quint8 { None, Binary, NoJson, NoObject };

/// What one pass over a message found. Views point into the message or into the classifier's scratch memory and
/// hold until its next call.
struct Classification
{
    MessageKind kind = MessageKind::Malformed;
    MessageFlags flags;
    qint32 code = 0; ///< Error Code as number; names are looked up in the catalogue's table; 0: none
    QByteArrayView name; ///< decoded UTF-8
    QByteArrayView room;
    QByteArrayView participant;
    bool textIds = false; ///< room or participant id came as a JSON string
    ByteSpan echoedRequest; ///< value of "Request"; length 0: missing
    MalformedReason reason = MalformedReason::None;
    JsonError jsonError = JsonError::None; ///< with MalformedReason::NoJson
    qsizetype errorOffset = -1; ///< bytes, with MalformedReason::NoJson
};

/// Decides in one pass what a message is (protocol §2) and lifts its facts out. Never throws, never drops, does not
/// recurse; allocates only for escaped names and very wide objects. Not shared between threads.
/// Facts are found at the top level, under "values" where that is an object, and in a response's echoed request.
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
    struct Fact { QByteArrayView text; bool isString = false; };
    struct Key { size_t hash; ByteSpan span; };

    QHash<QByteArray, qint32> m_codes;
    QByteArray m_scratch;
    std::vector<Key> m_keys;
};

/// "no JSON: unexpected end of text at byte 17"
QString malformedReason(const Classification &classification);

/// The reason for a malformed row, from its bytes.
QString malformedReason(QByteArrayView bytes, bool binary);

} // namespace console
