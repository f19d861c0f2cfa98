#include "lib/protocol/catalogue.h"
#include "lib/protocol/classify.h"
#include "lib/protocol/jsontext.h"
#include "tests/fuzz/target.h"
#include "tests/support/jsonoracle.h"

namespace console::fuzz {

namespace {

QList<QByteArray> examples()
{
    return {R"({"Event":"SET_PARTICIPANT_POSITION","room_id":1,"participant_id":104,"values":{"x":-0.5e3}})",
        R"({"Status":"ERROR","Error Code":"IMM_ERROR_INVALID_VALUE","Request":{"Command":"c","room_id":"7"}})",
        R"({"Command":"get_room_count","Event":4,"Event":"\u00e9\ud83d\ude00\n","values":[{"room_id":null}]})",
        "[1,\t2.50e-7, true ,false,null,\"\\\\\\\"\", {\"\":{}}, [[[[]]]], 123456789012345678901234567890]\n",
        "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\""};
}

void check(const Classification &found, QByteArrayView text)
{
    const bool isMalformed = found.kind == MessageKind::Malformed;
    demand(isMalformed == (found.reason != MalformedReason::None), "what is malformed has a reason");
    demand(isMalformed == !malformedReason(found).isEmpty(), "a reason has words");
    demand(found.errorOffset >= -1 && found.errorOffset <= text.size(), "the error is in the text");
    demand(found.echoedRequest.start >= 0 && found.echoedRequest.length >= 0
            && found.echoedRequest.end() <= text.size(),
        "the echoed request is in the text");
    demand(found.echoedRequest.length == 0 || test::isJson(found.echoedRequest.in(text).toByteArray()),
        "the echoed request is JSON");
}

/// What came before must not matter, though it is remembered.
void checkAlone(const Classification &found, QByteArrayView text)
{
    Classifier classifier(Catalogue::builtIn().codesByName());
    const Classification alone = classifier.received(text);
    demand(found.kind == alone.kind && found.flags == alone.flags && found.code == alone.code
            && found.name == alone.name && found.room == alone.room && found.participant == alone.participant
            && found.textIds == alone.textIds && found.echoedRequest == alone.echoedRequest
            && found.jsonError == alone.jsonError && found.errorOffset == alone.errorOffset,
        "a message says alone what it says behind others");
}

void classify(const QByteArray &bytes, const QString &)
{
    static Classifier classifier(Catalogue::builtIn().codesByName());
    const Classification found = classifier.received(bytes);
    check(found, bytes);
    checkAlone(found, bytes);
    checkAlone(classifier.received(bytes), bytes);
    demand((found.reason == MalformedReason::NoJson) != test::isJson(bytes), "it is JSON or is called none");
    check(classifier.receivedBinary(bytes), bytes);
    demand(classifier.sent(bytes).kind == MessageKind::Request, "what is sent is a request");
    onlyAsks(bytes);
}

bool isWithin(const ByteSpan &inner, const ByteSpan &outer)
{
    return inner.start >= outer.start && inner.length >= 0 && inner.end() <= outer.end();
}

void checkNodes(const QByteArray &bytes)
{
    const std::vector<JsonNode> nodes = jsonNodes(bytes);
    for (size_t i = 0; i < nodes.size(); ++i) {
        const JsonNode &node = nodes[i];
        demand(node.parent < int(i) && (node.parent < 0) == (i == 0), "parents come first");
        const ByteSpan around = i == 0 ? ByteSpan{0, bytes.size()} : nodes[size_t(node.parent)].value;
        demand(isWithin(node.value, around) && isWithin(node.key, {0, bytes.size()}),
            "a value is within the one around it");
    }
    demand(nodes.empty() != test::isJson(bytes), "JSON has nodes");
}

void jsonText(const QByteArray &bytes, const QString &)
{
    const QByteArray digest = canonicalDigest(bytes);
    const QByteArray lines = reindented(bytes);
    demand(digest.isEmpty() != test::isJson(bytes), "JSON has a digest");
    demand(digest.isEmpty() ? lines == bytes : canonicalDigest(lines) == digest, "lines mean the same");
    demand(lines.size() <= bytes.size() * 9 + 2 * 1024 * 1024, "lines are bounded");
    checkNodes(bytes);
}

} // namespace

Target classifyTarget()
{
    return {"classify", examples, classify, unchanged};
}

Target jsonTextTarget()
{
    return {"jsontext", examples, jsonText, unchanged};
}

} // namespace console::fuzz
