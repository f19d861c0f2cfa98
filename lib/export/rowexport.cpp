#include "lib/export/rowexport.h"

#include "lib/protocol/catalogue.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace console {

namespace {

using Of = StandIns::Of;

/// The way of each row from its source into the form that was asked for.
class RowExport
{
public:
    RowExport(const RowSource &source, const ExportOptions &options, Exporter *exporter);

    bool add(const MessageBatch &batch);
    const ExportResult &result() const { return m_result; }

private:
    using MatchIterator = std::vector<Match>::const_iterator;

    bool takes(const MessageBatch &batch, size_t row);
    bool add(ExportRow &row);
    Classification classify(const ExportRow &row);
    void takeFacts(ExportRow &row, const Classification &facts);
    bool addWithStandIns(ExportRow &row, const Classification &facts);

    const RowSource &m_source;
    Exporter *m_exporter;
    bool m_needsFacts;
    Classifier m_classifier;
    std::optional<MessageStandIns> m_standIns;
    ExportResult m_result;
};

RowExport::RowExport(const RowSource &source, const ExportOptions &options, Exporter *exporter)
    : m_source(source), m_exporter(exporter), m_needsFacts(options.standIns || exporter->needsFacts()),
      m_classifier(Catalogue::builtIn().codesByName())
{
    if (options.standIns)
        m_standIns.emplace();
}

bool RowExport::add(const MessageBatch &batch)
{
    auto match = batch.matches.begin();
    for (size_t i = 0; i < batch.rows.size(); ++i) {
        ExportRow row;
        row.id = batch.first + i;
        while (match != batch.matches.end() && match->response < row.id)
            ++match;
        if (!takes(batch, i))
            continue;
        row.record = batch.rows[i];
        row.text = batch.textOf(i);
        if (match != batch.matches.end() && match->response == row.id) {
            row.request = match->request;
            row.latency = match->latency;
        }
        if (!add(row))
            return false;
    }
    for (const MessageId request : batch.lost)
        m_exporter->lose(request);
    return true;
}

bool RowExport::takes(const MessageBatch &batch, size_t row)
{
    if (m_source.accepts && !m_source.accepts(batch, row))
        return false;
    const bool isTaken = m_exporter->takes(batch.rows[row]);
    m_result.notes += !isTaken;
    return isTaken;
}

bool RowExport::add(ExportRow &row)
{
    if (!m_needsFacts || row.record.kind == MessageKind::Note) {
        ++m_result.written;
        return m_exporter->add(row);
    }
    const Classification facts = classify(row);
    takeFacts(row, facts);
    if (m_standIns)
        return addWithStandIns(row, facts);
    ++m_result.written;
    return m_exporter->add(row);
}

Classification RowExport::classify(const ExportRow &row)
{
    if (row.record.has(MessageFlag::Binary))
        return m_classifier.receivedBinary(row.text);
    return row.record.isOutgoing() ? m_classifier.sent(row.text) : m_classifier.received(row.text);
}

void RowExport::takeFacts(ExportRow &row, const Classification &facts)
{
    row.name = facts.name;
    row.room = facts.room;
    row.participant = facts.participant;
    if (m_source.personName && !row.participant.isEmpty())
        row.person =
            m_source.personName(row.room.toByteArray(), row.participant.toByteArray(), row.id).toUtf8();
}

bool RowExport::addWithStandIns(ExportRow &row, const Classification &facts)
{
    if (facts.reason != MalformedReason::None) {
        ++m_result.unjudged;
        return true;
    }
    StandIns &values = m_standIns->values();
    // First, so that the text has the name's stand-in that goes with the id.
    row.person = values.nameOf(row.participant, row.person);
    const QByteArray text = m_standIns->rewritten(row.text, facts);
    const QByteArray room = values.text(Of::Room, row.room);
    const QByteArray participant = values.text(Of::Person, row.participant);
    row.text = text;
    row.room = room;
    row.participant = participant;
    ++m_result.written;
    return m_exporter->add(row);
}

/// False where the device took less.
bool addAll(
    const RowSource &source, RowExport &rows, const std::atomic<bool> &cancel, const ExportProgress &progress)
{
    quint64 done = 0;
    while (!cancel) {
        const BatchPointer batch = source.next();
        if (!batch)
            break;
        if (!rows.add(*batch))
            return false;
        done += batch->rows.size();
        if (progress)
            progress(done);
    }
    return true;
}

/// Nothing that says which server it was.
RecordingFacts withoutServer(RecordingFacts facts)
{
    facts.server.clear();
    facts.certificateSha256.clear();
    return facts;
}

/// "1 note is left out", "2 notes are left out".
QString leftOut(quint64 count, const QString &what)
{
    return count == 1 ? u"1 %1 is left out"_s.arg(what) : u"%1 %2s are left out"_s.arg(count).arg(what);
}

} // namespace

ExportResult exportRows(const RowSource &source, const ExportOptions &options, const RecordingFacts &facts,
    QIODevice &device, const std::atomic<bool> &cancel, const ExportProgress &progress)
{
    const std::unique_ptr<Exporter> exporter =
        makeExporter(options, options.standIns ? withoutServer(facts) : facts, &device);
    RowExport rows(source, options, exporter.get());
    const bool isTaken = exporter->begin() && addAll(source, rows, cancel, progress);
    ExportResult result = rows.result();
    if (isTaken && source.problem)
        result.problem = source.problem();
    if (cancel || !result.problem.isEmpty())
        return result;
    result.isWritten = isTaken && exporter->end();
    if (!result.isWritten)
        result.problem = u"It takes nothing more: %1."_s.arg(device.errorString());
    return result;
}

ExportResult exportToFile(const QString &path, const RowSource &source, const ExportOptions &options,
    const RecordingFacts &facts, const std::atomic<bool> &cancel, const ExportProgress &progress)
{
    QSaveFile file(path);
    const auto fail = [&](ExportResult result) {
        result.isWritten = false;
        result.problem = u"“%1” cannot be written: %2."_s.arg(path, file.errorString());
        return result;
    };
    if (!file.open(QIODevice::WriteOnly))
        return fail({});
    // What people said and did is as private as a recording of it, where the file system knows privacy.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        file.unsetError();
    ExportResult result = exportRows(source, options, facts, file, cancel, progress);
    result.size = file.pos();
    if (file.error() != QFileDevice::NoError)
        return fail(result);
    if (!result.isWritten || file.commit())
        return result;
    return fail(result);
}

QStringList leftOutRemarks(const ExportResult &result)
{
    QStringList remarks;
    if (result.notes > 0)
        remarks += leftOut(result.notes, u"note"_s) + u": this form has no place for that."_s;
    if (result.unjudged > 0)
        remarks +=
            leftOut(result.unjudged, u"malformed message"_s) + u": nobody knows which names are in it."_s;
    return remarks;
}

QString standInsRemark()
{
    return u"Stand-ins are in place of names and ids where the protocol has them, and the server's address "
           u"and certificate are left out; descriptions of errors, notes and custom keys are as they were."_s;
}

} // namespace console
