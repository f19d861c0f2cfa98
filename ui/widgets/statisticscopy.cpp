#include "ui/widgets/statisticscopy.h"

#include "ui/widgets/panebutton.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QToolTip>

namespace console {

using namespace Qt::StringLiterals;

PaneButton *copyTableButton(const Theme *theme, QWidget *header)
{
    return iconButton(
        theme, u"export"_s, QCoreApplication::translate("Statistics", "Copy as a table (Ctrl+C)"), header);
}

void copyTable(const QString &table, QWidget *header)
{
    QGuiApplication::clipboard()->setText(table);
    const qsizetype rows = table.count(u'\n') - 1; // the first line holds the titles
    const QString words = rows == 1
        ? QCoreApplication::translate("Statistics", "1 row copied as a table.")
        : QCoreApplication::translate("Statistics", "%1 rows copied as a table.").arg(rows);
    QToolTip::showText(header->mapToGlobal(QPoint(header->width() - 200, header->height())), words, header);
}

} // namespace console
