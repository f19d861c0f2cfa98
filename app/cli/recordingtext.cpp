#include "app/cli/recordingtext.h"

#include "app/cli/output.h"
#include "lib/log/recordingfindings.h"
#include "lib/log/timestamp.h"

#include <numeric>

using namespace Qt::StringLiterals;

namespace console::cli {

namespace {

/// One line; what comes from the file cannot reach the terminal as it is.
QString line(const QString &title, const QString &value)
{
    return value.isEmpty() ? QString() : title.leftJustified(13) + harmless(value) + u'\n';
}

QString received(const RecordingContent &content)
{
    return u"%1 (%2 events, %3 responses, %4 other, %5 malformed)"_s.arg(content.received())
        .arg(content.of(MessageKind::Event))
        .arg(content.of(MessageKind::Response))
        .arg(content.of(MessageKind::Other))
        .arg(content.of(MessageKind::Malformed));
}

QString timeText(qint64 time)
{
    return time == 0 ? QString() : timestamp(time);
}

/// Every program of ours writes the same library's name, so a session says itself whose it was.
QByteArray writerOf(const RecordingOutline &outline)
{
    const QByteArray &software = outline.facts.software;
    return software.isEmpty() ? outline.header.library : software;
}

} // namespace

void RecordingContent::add(const MessageBatch &batch)
{
    for (const MessageRecord &row : batch.rows)
        ++rows[size_t(row.kind)];
    if (firstTime == 0)
        firstTime = batch.rows.front().time;
    lastTime = batch.rows.back().time;
}

quint64 RecordingContent::received() const
{
    return std::accumulate(rows.begin(), rows.end(), quint64(0)) - of(MessageKind::Note)
        - of(MessageKind::Request);
}

QString infoText(const RecordingOutline &outline, const RecordingContent &content,
    const RecordingReader::Findings &findings)
{
    const RecordingFacts &facts = outline.facts;
    QString text = line(u"Written by"_s, QString::fromUtf8(writerOf(outline)))
        + line(u"Server"_s, QString::fromUtf8(facts.server))
        + line(u"TLS"_s, QString::fromUtf8(facts.tlsVersion))
        + line(u"Certificate"_s, QString::fromUtf8(facts.certificateSha256))
        + line(u"First row"_s, timeText(content.firstTime)) + line(u"Last row"_s, timeText(content.lastTime))
        + line(u"Received"_s, received(content))
        + line(u"Sent"_s, QString::number(content.of(MessageKind::Request)))
        + line(u"Notes"_s, QString::number(content.of(MessageKind::Note)))
        + line(u"End"_s,
            outline.hasEnd ? u"written"_s
                           : u"missing: it is being recorded, or the program that wrote it was stopped"_s);
    for (const QString &sentence : findingSentences(findings))
        text += line(u"Remark"_s, sentence);
    return text;
}

} // namespace console::cli
