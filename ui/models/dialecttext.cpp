#include "ui/models/dialecttext.h"

#include "ui/models/celltext.h"
#include "ui/models/numbers.h"

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString evidenceText(const DialectEvidence &evidence)
{
    const QString first = groupedNumber(qint64(evidence.first.value));
    return evidence.count == 1
        ? u"message %1"_s.arg(first)
        : u"%1 messages, the first is %2"_s.arg(groupedNumber(qint64(evidence.count)), first);
}

QString remarkText(DialectPoint point, const QByteArray &form, const QByteArray &saved)
{
    if (saved.isEmpty())
        return {};
    return form == saved ? u"as before"_s : u"before: %1"_s.arg(formText(point, saved));
}

DialectRow unseenRow(DialectPoint point, const QByteArray &saved)
{
    const QString remark = saved.isEmpty() ? QString() : u"before: %1"_s.arg(formText(point, saved));
    return {titleOf(point), u"not seen yet"_s, {}, remark, {}};
}

} // namespace

QList<DialectRow> dialectRows(const ServerDialect &dialect)
{
    QList<DialectRow> rows;
    for (const DialectPoint point : dialectPoints) {
        const QByteArray &saved = dialect.saved(point);
        for (const DialectEvidence &seen : dialect.seen(point))
            rows.append({titleOf(point), formText(point, seen.form), evidenceText(seen),
                remarkText(point, seen.form, saved), seen.first});
        if (dialect.seen(point).empty())
            rows.append(unseenRow(point, saved));
    }
    return rows;
}

QString tableText(const QList<DialectRow> &rows)
{
    QString text;
    for (const DialectRow &row : rows)
        text += QStringList{row.point, row.written, row.evidence, row.remark}.join(u'\t') + u'\n';
    return copiedText(text);
}

} // namespace console
