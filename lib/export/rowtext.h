#pragma once

#include "lib/protocol/messagerecord.h"

#include <QByteArray>
#include <QByteArrayView>

namespace console {

// How programs read what a row is; the window's texts for people are elsewhere.

/// "note", "request", "response", "event", "other", "malformed".
QByteArrayView kindName(MessageKind kind);

/// "3.207" @param duration  microseconds, not negative
QByteArray millisecondsText(qint64 duration);

/// Whether the bytes can stand in a text file as they are: they came as text, and are UTF-8.
bool isPlainText(const MessageRecord &record, QByteArrayView bytes);

} // namespace console
