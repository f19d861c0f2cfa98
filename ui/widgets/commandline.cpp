#include "ui/widgets/commandline.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

CommandLine::CommandLine(const Theme *theme, const QString &hint, const QString &command, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    auto *above = new QHBoxLayout;
    above->setSpacing(8);
    above->addWidget(new IconLabel(theme, u"info"_s, &Colours::text2, 14, this));
    above->addWidget(new ThemedLabel(theme, hint, &Colours::text2, TextSize::Dense, this), 1);
    grid->addLayout(above, 0, 0);
    auto *line = new QLineEdit(command, this);
    line->setReadOnly(true);
    line->setFont(Theme::fixedFont());
    line->setAccessibleName(u"Command that prints the fingerprint"_s);
    line->setCursorPosition(0);
    setControlHeight(line, 28);
    grid->addWidget(line, 1, 0);
    auto *copyButton = new QPushButton(theme->icon(u"copy"_s), {}, this);
    copyButton->setFixedWidth(qRound(28 * Theme::scale()));
    copyButton->setAccessibleName(u"Copy the command"_s);
    copyButton->setToolTip(u"Copy"_s);
    connect(copyButton, &QPushButton::clicked, this,
        [command] { QGuiApplication::clipboard()->setText(command); });
    grid->addWidget(copyButton, 1, 1);
}

} // namespace console
