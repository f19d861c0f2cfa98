#include "lib/log/recordingfacts.h"

#include <utility>

namespace console {

namespace {

struct Fact
{
    const char *key;
    QByteArray RecordingFacts::*value;
};

constexpr Fact facts[]{
    {"server", &RecordingFacts::server},
    {"tls_version", &RecordingFacts::tlsVersion},
    {"certificate_sha256", &RecordingFacts::certificateSha256},
    {"start", &RecordingFacts::start},
    {"software", &RecordingFacts::software},
};

} // namespace

mcap::Metadata RecordingFacts::toMetadata() const
{
    mcap::Metadata metadata;
    metadata.name = metadataName;
    for (const Fact &fact : facts) {
        if (!(this->*fact.value).isEmpty())
            metadata.values.insert(fact.key, this->*fact.value);
    }
    return metadata;
}

void RecordingFacts::add(const mcap::Metadata &metadata)
{
    if (metadata.name != metadataName)
        return;
    for (const Fact &fact : facts) {
        if (const auto found = metadata.values.find(fact.key); found != metadata.values.end())
            this->*fact.value = *found;
    }
}

QByteArray addressWithoutSecrets(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toEncoded();
}

} // namespace console
