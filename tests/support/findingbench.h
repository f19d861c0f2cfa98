#pragma once

#include "lib/findings/findingjudge.h"
#include "tests/support/batchbuilder.h"

namespace console::test {

/// Holds messages against the rules without a session: a judge and who makes its batches.
struct FindingBench
{
    /// What the messages since the last call tell.
    FindingNews judge() { return rules.judge({.batches = {builder.take()}}, stop); }
    /// The finding of a rule in those; none where it was not found. More than one is a failure of its own.
    std::optional<Finding> find(FindingRule rule)
    {
        std::optional<Finding> found;
        for (const Finding &finding : judge().findings) {
            if (finding.rule == rule)
                found = finding;
        }
        return found;
    }
    void answered(const QByteArray &request, const QByteArray &rest, const QByteArray &status = "OK")
    {
        builder.sent(request).received("{\"Status\":\"" + status + "\",\"Request\":" + request + rest + "}");
    }

    BatchBuilder builder;
    FindingJudge rules;
    std::atomic<bool> stop = false;
};

} // namespace console::test
