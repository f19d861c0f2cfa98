#include "ui/widgets/commandpalette.h"

#include "ui/widgets/palettedelegate.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int panelWidth = 640;
constexpr int panelTop = 76;
constexpr int fieldHeight = 46;
constexpr int footHeight = 32;
constexpr int shownRows = 16;
constexpr qreal dimming = 0.5; ///< of the window behind

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

/// Qt tells of the current row only while the list has the focus, which stays in the field.
void tellAssistiveTechnology(QListView *list, int row)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(list, QAccessible::Focus);
    event.setChild(row);
    QAccessible::updateAccessibility(&event);
}

} // namespace

CommandPalette::CommandPalette(const Theme *theme, QWidget *window)
    : QWidget(window), m_theme(theme), m_panel(new Panel(theme, &Colours::base, this)),
      m_field(new QLineEdit(m_panel)), m_list(new QListView(m_panel))
{
    setAccessibleName(tr("Search or run a command"));
    build();
    window->installEventFilter(this);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { choose(index, false); });
    connect(qApp, &QApplication::focusChanged, this,
        [this](const QWidget *, const QWidget *now) { followFocus(now); });
    hide();
}

void CommandPalette::build()
{
    m_field->setFrame(false);
    m_field->setFixedHeight(scaled(fieldHeight));
    QFont font = Theme::font(TextSize::Heading);
    font.setWeight(QFont::Normal);
    m_field->setFont(font);
    m_field->setPlaceholderText(tr("Search or run a command"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->addAction(m_theme->icon(u"search"_s, &Colours::text2), QLineEdit::LeadingPosition);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_theme, m_list));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *nothing = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, m_panel);
    nothing->setText(tr("Nothing is found."));
    nothing->setContentsMargins(scaled(14), scaled(8), scaled(14), scaled(10));
    m_nothing = nothing;
    auto *line = new Strip(m_theme, &Colours::base, Qt::BottomEdge, m_panel);
    line->setFixedHeight(1);
    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_field);
    column->addWidget(line);
    column->addWidget(m_list);
    column->addWidget(m_nothing);
    column->addWidget(makeFoot());
}

QWidget *CommandPalette::makeFoot()
{
    auto *foot = new Strip(m_theme, &Colours::panel, Qt::TopEdge, m_panel);
    foot->setFixedHeight(scaled(footHeight));
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(scaled(14), 0, scaled(14), 0);
    row->setSpacing(scaled(16));
    const auto addHint = [&](const QString &hint) {
        auto *label = new ThemedLabel(m_theme, TextSize::Caption, &Colours::text2, foot);
        label->setText(hint);
        row->addWidget(label);
        return label;
    };
    m_enterHint = addHint({});
    m_tabHint = addHint(tr("Tab  open in the composer first"));
    addHint(tr("Esc  close"));
    row->addStretch();
    return foot;
}

/// What the keys do with what is current.
void CommandPalette::showHints(int row)
{
    const std::optional<PaletteEntry> entry = row < 0 ? std::nullopt : m_model.line(row).entry;
    const bool composes = entry && std::holds_alternative<CommandTarget>(entry->target);
    m_enterHint->setText(composes ? tr("Enter  open in the composer") : tr("Enter  run"));
    m_tabHint->setVisible(entry && std::holds_alternative<RequestTarget>(entry->target));
}

void CommandPalette::popUp(const Candidates &candidates, const QStringList &recent)
{
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    m_candidates = candidates;
    m_recent = recent;
    {
        const QSignalBlocker quiet(m_field);
        m_field->clear();
    }
    show();
    raise();
    search({});
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::search(const QString &query)
{
    showFound(query);
    m_list->scrollToTop();
    m_isChosen = false;
    setCurrent(m_model.preselected());
}

void CommandPalette::refresh()
{
    if (!isVisible())
        return;
    const QVariant before = m_list->currentIndex().data(Qt::AccessibleTextRole);
    showFound(m_field->text());
    int row = m_model.preselected();
    for (int other = 0; m_isChosen && before.isValid() && other < m_model.rowCount(); ++other)
        if (m_model.index(other).data(Qt::AccessibleTextRole) == before)
            row = other;
    setCurrent(row);
}

void CommandPalette::showFound(const QString &query)
{
    m_model.setLines(paletteLines(m_candidates(query), query, m_recent));
    m_list->setVisible(m_model.rowCount() > 0);
    m_nothing->setVisible(m_model.rowCount() == 0);
    place();
}

/// As high as what was found, within the window.
void CommandPalette::place()
{
    setGeometry(parentWidget()->rect());
    const int top = std::min(scaled(panelTop), height() / 10);
    const int free = height() - 2 * top - scaled(fieldHeight) - scaled(footHeight) - 3;
    const int rows = std::clamp(free / PaletteDelegate::rowHeight(), 1, shownRows);
    m_list->setFixedHeight(std::min(rows, m_model.rowCount()) * PaletteDelegate::rowHeight());
    const int width = std::min(scaled(panelWidth), this->width() - 32);
    m_panel->layout()->activate();
    m_panel->setGeometry((this->width() - width) / 2, top, width, m_panel->layout()->sizeHint().height());
}

bool CommandPalette::takeKey(int key)
{
    const int page = std::max(1, m_list->height() / PaletteDelegate::rowHeight() - 1);
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveBy(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        moveBy(key == Qt::Key_PageUp ? -page : page);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        choose(m_list->currentIndex(), key == Qt::Key_Tab);
        return true;
    case Qt::Key_Backtab:
        return true; // there is nowhere to go
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        return false;
    }
}

/// Over the titles of groups, and not beyond the ends.
void CommandPalette::moveBy(int rows)
{
    const int last = m_model.rowCount() - 1;
    const int wanted = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(0, last));
    const int direction = rows < 0 ? -1 : 1;
    int row = m_model.entryFrom(wanted, direction);
    if (row < 0)
        row = m_model.entryFrom(wanted, -direction);
    m_isChosen = true;
    setCurrent(row);
}

void CommandPalette::setCurrent(int row)
{
    const QModelIndex index = m_model.index(std::max(0, row));
    m_list->setCurrentIndex(row < 0 ? QModelIndex() : index);
    if (row == m_model.entryFrom(0, +1))
        m_list->scrollToTop(); // with the title above it
    showHints(row);
    m_field->setAccessibleDescription(row >= 0 ? index.data(Qt::AccessibleTextRole).toString()
            : m_model.rowCount() > 0           ? tr("Nothing is selected.")
                                               : tr("Nothing is found."));
    if (row >= 0)
        tellAssistiveTechnology(m_list, row);
}

/// What cannot be run stays, and so does the palette; Tab is for what can be composed.
void CommandPalette::choose(const QModelIndex &index, bool composes)
{
    if (!(index.flags() & Qt::ItemIsSelectable))
        return;
    const PaletteEntry entry = *m_model.line(index.row()).entry;
    const bool isComposed = std::holds_alternative<RequestTarget>(entry.target)
        || std::holds_alternative<CommandTarget>(entry.target);
    if (composes ? !isComposed : !entry.problem.isEmpty())
        return;
    dismiss();
    emit chosen(entry, composes);
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    const QPointer<QWidget> before = std::exchange(m_focusBefore, {});
    const bool hadFocus = window()->focusWidget() == m_field; // also while another window is in front
    hide();
    if (before && hadFocus)
        before->setFocus(Qt::PopupFocusReason);
    m_model.setLines({});
    m_candidates = {};
}

/// Menus and other windows take the focus as well; then it is no longer looked at.
void CommandPalette::followFocus(const QWidget *now)
{
    if (isVisible() && now != m_field && !(now && isAncestorOf(now)))
        dismiss();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return takeKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::mousePressEvent(QMouseEvent *event)
{
    if (!m_panel->geometry().contains(event->position().toPoint()))
        dismiss();
}

/// What lies behind is out of reach while the palette is open.
void CommandPalette::paintEvent(QPaintEvent *)
{
    QColor shade(Qt::black);
    shade.setAlphaF(float(m_theme->isDark() ? dimming : dimming / 2));
    QPainter(this).fillRect(rect(), shade);
}

} // namespace console
