#include "lib/filter/filterparser.h"
#include "lib/findings/findingjudge.h"
#include "tests/fuzz/target.h"
#include "tests/support/batchbuilder.h"

namespace console::fuzz {

namespace {

QList<QByteArray> examples()
{
    return {
        R"({"Event":"IMM_EVENT_SET_PARTICIPANT_SEAT","values":{"room_id":1,"participant_id":7,"seat":{"id":1}}})",
        R"({"Event":"set_participant_state","room_id":"1","control":7,"value":99,"odd \"key\"":{"a":1}})",
        R"({"Event":6,"values":{"room_id":1,"participant_id":7,"x":1,"y":2,"z":3,"azimuth_heading":190}})",
        R"({"Status":"OK","Error Description":"x","Request":{"Command":"get_json_all_room_layouts"},)"
        R"("room_list":{"a":{"id":1,"openRoom":false}}})",
        R"({"Status":"OK","Request":{"Command":"get_license_info"},"license_info":{"expiration_date":"2020-01-01"}})",
        R"({"Command":"set_log_level","level":9,"more":[1,{"level":2}]})"};
}

/// The same bytes in every role that a message can have, twice, so that rules remember the first.
BatchPointer session(const QByteArray &bytes)
{
    BatchBuilder builder;
    for (int round = 0; round < 2; ++round)
        builder.sent(bytes).received(bytes).receivedBinary(bytes).received(
            R"({"Status":"OK","room_id":1,"Request":)" + bytes + '}');
    return builder.connectionLost().take();
}

void judge(const QByteArray &bytes, const QString &)
{
    FindingJudge judge;
    const FindingNews news = judge.judge({.batches = {session(bytes)}}, false);
    for (const Finding &finding : news.findings) {
        demand(!finding.sentence.isEmpty(), "a finding has words");
        demand(finding.count > 0 && finding.first <= finding.last, "a finding has its messages");
        demand(!parseFilter(finding.filter).error, "a filter can be read");
    }
}

} // namespace

Target findingsTarget()
{
    return {"findings", examples, judge, unchanged};
}

} // namespace console::fuzz
