#pragma once

#include "lib/protocol/jsonlexer.h"

namespace console {

/// The same tokens, indented by two spaces a level. Text that is no JSON comes back as it is. Where lines and
/// their spaces would exceed 1 MiB and eight times the text (only deep nesting does that), the rest stays on
/// one line.
QByteArray reindented(QByteArrayView json);

/// A digest that two JSON texts share exactly if they are equal as JSON: key order and spelling of strings do
/// not matter, numbers compare by exact decimal value, the last of repeated keys counts. Empty if no JSON.
/// Linear in the text at any depth.
QByteArray canonicalDigest(QByteArrayView json);

/// A number token written as its shortest exact decimal ("1.0" → "1", "1e2" → "100", "-0" → "0"); where that
/// would take more than 20 zeros, in scientific form ("1e400"), so the result is never long where the token
/// is short. Equal numbers give equal texts, at any size and precision.
QByteArray canonicalNumber(QByteArrayView token);

/// Is the text one number token of JSON, and nothing else?
bool isJsonNumber(QByteArrayView text);

/// Which of two number tokens is greater, by exact decimal value: below 0, 0 or above 0.
int compareNumbers(QByteArrayView left, QByteArrayView right);

/// One value of a JSON document.
struct JsonNode
{
    int parent = -1; ///< index of the enclosing node; -1: the root
    int childCount = 0; ///< direct children
    int firstChild = -1;
    int nextSibling = -1;
    ByteSpan key; ///< with quotes; empty in arrays and at the root
    ByteSpan value; ///< the whole value, containers with everything inside
    JsonToken type = JsonToken::Null; ///< BeginObject, BeginArray, String, Number, True, False, Null
    bool truncated = false; ///< children are left out by the limits
};

/// How much of a document is listed.
struct JsonNodeLimits
{
    qsizetype depth = 500; ///< containers further in keep their children
    qsizetype count = 1000000; ///< nodes; later ones are left out
};

/// The document as a flat list of nodes in text order. Containers whose children are left out, all or some,
/// are marked. Empty if the text is no JSON.
std::vector<JsonNode> jsonNodes(QByteArrayView json, JsonNodeLimits limits = {});

} // namespace console
