#include "ui/widgets/filterlanguagedialog.h"

#include "ui/widgets/theme.h"

#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

FilterLanguageDialog::FilterLanguageDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Filter language"));
    QFile document(u":/console/filter-language.md"_s);
    auto *view = new QTextBrowser(this);
    view->setFrameShape(QFrame::NoFrame);
    view->document()->setDefaultFont(Theme::font());
    if (document.open(QIODevice::ReadOnly))
        view->setMarkdown(QString::fromUtf8(document.readAll())); // our own text, no server's
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(view);
    resize(820, 640);
}

} // namespace console
