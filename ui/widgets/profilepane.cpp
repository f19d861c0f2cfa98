#include "ui/widgets/profilepane.h"

#include "ui/widgets/consolestyle.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/profilelist.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int paneWidth = 232; // as wide as the window's navigator

QPushButton *flatButton(const Theme *theme, const QString &icon, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(theme->icon(icon), {}, parent);
    button->setFlat(true);
    button->setFixedWidth(qRound(26 * Theme::scale()));
    setControlHeight(button, 24);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

QPushButton *wordButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setFlat(true);
    button->setAccessibleName(name);
    setControlHeight(button, 24);
    return button;
}

} // namespace

ProfilePane::ProfilePane(const Theme *theme, QWidget *parent)
    : Strip(theme, &Colours::panel, Qt::RightEdge, parent), m_theme(theme),
      m_search(new FilterField(theme, u"search"_s, u"Search connections"_s, this)),
      m_list(new ProfileList(theme, this))
{
    setFixedWidth(qRound(paneWidth * Theme::scale()));
    m_search->setShortcutShown(false);
    m_search->setFixedHeight(qRound(26 * Theme::scale()));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 1, 0);
    rows->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(10, 10, 10, 8);
    top->addWidget(m_search);
    rows->addLayout(top);
    rows->addWidget(m_list, 1);
    rows->addWidget(tools());
    connect(m_search, &FilterField::edited, m_list, &ProfileList::filter);
    connect(m_search, &FilterField::left, m_list, [this] { m_list->setFocus(Qt::OtherFocusReason); });
}

QWidget *ProfilePane::tools()
{
    auto *box = new Strip(m_theme, &Colours::panel, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(6, 6, 4, 5);
    row->setSpacing(0);
    QPushButton *plus = flatButton(m_theme, u"plus"_s, u"New connection"_s, box);
    row->addWidget(plus);
    row->addWidget(m_duplicate = flatButton(m_theme, u"copy"_s, u"Duplicate connection"_s, box));
    row->addWidget(m_remove = flatButton(m_theme, u"trash"_s, u"Delete connection"_s, box));
    row->addStretch(1);
    row->addWidget(m_import = wordButton(u"Import…"_s, u"Import connections"_s, box));
    QPushButton *exporting = wordButton(u"Export…"_s, u"Export connections"_s, box);
    row->addWidget(exporting);
    connect(plus, &QPushButton::clicked, this, &ProfilePane::newRequested);
    connect(m_duplicate, &QPushButton::clicked, this, &ProfilePane::duplicateRequested);
    connect(m_remove, &QPushButton::clicked, this, &ProfilePane::removeRequested);
    connect(m_import, &QPushButton::clicked, this, &ProfilePane::showImports);
    connect(exporting, &QPushButton::clicked, this, &ProfilePane::exportRequested);
    return box;
}

void ProfilePane::showImports()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QAction *config = menu->addAction(u"&imm_websocket_config.json…"_s);
    const QAction *file = menu->addAction(u"&Connections from a file…"_s);
    connect(config, &QAction::triggered, this, &ProfilePane::serverConfigRequested);
    connect(file, &QAction::triggered, this, &ProfilePane::importRequested);
    menu->popup(m_import->mapToGlobal(QPoint(0, m_import->height())));
}

void ProfilePane::setHasChosen(bool has)
{
    m_duplicate->setEnabled(has);
    m_remove->setEnabled(has);
}

void ProfilePane::showAll()
{
    m_search->setShownText({});
    m_list->filter({});
}

} // namespace console
