#pragma once

#include <QByteArray>

namespace console::test {

/// A second opinion on RFC 8259 that shares nothing with the lexer: Qt's decoder, regular expressions and
/// recursion.
bool isJson(const QByteArray &bytes);

} // namespace console::test
