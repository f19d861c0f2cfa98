#include "ui/widgets/requestspane.h"

#include "ui/models/numbers.h"
#include "ui/widgets/filterinput.h"
#include "ui/widgets/messagecopy.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panetable.h"
#include "ui/widgets/requestdelegate.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = ExchangeModel;

MessageId messageOf(const Exchange &exchange)
{
    return exchange.response ? exchange.response : exchange.request;
}

} // namespace

RequestsPane::RequestsPane(ExchangeModel *model, const ExchangeLog *exchanges, const MessageLog *log,
    Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_model(model), m_exchanges(exchanges), m_log(log), m_navigator(navigator),
      m_theme(theme)
{
    setAccessibleName(tr("Requests and responses"));
    buildHeader();
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_table, 1);
    connect(navigator, &Navigator::followingChanged, this, [this](bool following) {
        if (following)
            m_table->setTailFollowed(true);
    });
    connect(navigator, &Navigator::currentChanged, this, &RequestsPane::showCurrent);
    connect(navigator, &Navigator::currentChosenAgain, this, &RequestsPane::showCurrent);
    connect(model, &QAbstractItemModel::rowsInserted, this, &RequestsPane::showCount);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &RequestsPane::showCount);
    connect(model, &QAbstractItemModel::modelReset, this, &RequestsPane::showCount);
    connect(model, &QAbstractItemModel::modelReset, this, &RequestsPane::showCurrent);
    m_table->setTailFollowed(true);
    showCount();
    showCurrent();
}

void RequestsPane::buildHeader()
{
    m_header = new PaneHeader(m_theme, tr("Requests"), this);
    m_results = new PaneButton(m_theme, PaneButton::Tone::Framed, m_header);
    m_results->setRemovable(true);
    m_field = new FilterInput(m_theme, tr("Filter"), m_header);
    m_field->setMaximumWidth(200);
    m_header->content()->addStretch(1);
    m_header->content()->addWidget(m_results);
    m_header->content()->addWidget(m_field, 1);
    connect(m_results, &QAbstractButton::clicked, this, &RequestsPane::openResults);
    connect(m_results, &PaneButton::removed, this, [this] { setStates({}, {}); });
    connect(m_field, &FilterInput::expressionEdited, this, &RequestsPane::setExpression);
    connect(m_field, &FilterField::left, this, [this] { m_table->setFocus(); });
    setStates({}, {});
}

void RequestsPane::buildTable()
{
    m_table = new PaneTable(this);
    m_table->setAccessibleName(tr("Requests and responses"));
    m_table->setTheme(m_theme);
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RequestDelegate(m_theme, m_table));
    setColumnWidths();
    connect(m_table, &PaneTable::rowChosen, this, &RequestsPane::choose);
    connect(m_table, &PaneTable::leftTail, this, [this] { m_table->setTailFollowed(false); });
    connect(m_table, &PaneTable::escaped, this, &RequestsPane::clearOrLeave);
    connect(m_table, &PaneTable::emptyLinkActivated, this, &RequestsPane::clearOrLeave);
}

void RequestsPane::setColumnWidths()
{
    const QFontMetrics dense(Theme::font(TextSize::Dense));
    const QFontMetrics fixed(Theme::fixedFont());
    QHeaderView *header = m_table->horizontalHeader();
    header->setStretchLastSection(false);
    m_table->setColumnWidth(Model::Number, dense.horizontalAdvance(u"10 000"_s) + 16);
    m_table->setColumnWidth(Model::Sent, fixed.horizontalAdvance(u"Mon 00:00:00.000"_s) + 20);
    m_table->setColumnWidth(Model::CommandName, fixed.horizontalAdvance(u"get_participant_position"_s) + 20);
    m_table->setColumnWidth(Model::Latency, 72);
    header->setSectionResizeMode(Model::Answer, QHeaderView::Stretch);
    fitColumns();
}

/// Parameters take a third of what the others leave, answers the rest; a usual request is seen whole.
void RequestsPane::fitColumns()
{
    const QFontMetrics dense(Theme::font(TextSize::Dense));
    int left = width();
    for (const Model::Column column : {Model::Number, Model::Sent, Model::CommandName, Model::Latency})
        left -= m_table->columnWidth(column);
    m_table->setColumnWidth(
        Model::Parameters, std::max(dense.horizontalAdvance(u"room 1 · 104 · mute off"_s) + 20, left / 3));
}

void RequestsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void RequestsPane::setHeaderShown(bool shown)
{
    m_isHeaderShown = shown;
    showHeader();
}

/// What hides rows must be seen, also where tabs say what the table is.
void RequestsPane::showHeader()
{
    m_header->setVisible(m_isHeaderShown || isFiltered());
}

void RequestsPane::showOnly(const FilterExpression &filter)
{
    setStates({}, {});
    m_field->setExpression(filter);
    setExpression(filter);
}

QString RequestsPane::title() const
{
    return m_exchanges->requests() > 0 ? tr("Requests and responses %1").arg(countText())
                                       : tr("Requests and responses");
}

/// Rows that have left the memory are not hidden behind the number of all.
QString RequestsPane::countText() const
{
    const int all = m_exchanges->requests();
    const int left = m_exchanges->requestsLeft();
    return left == 0 ? groupedNumber(all) : tr("%1 of %2").arg(groupedNumber(all - left), groupedNumber(all));
}

void RequestsPane::focusFilter()
{
    if (m_header->isVisible())
        m_field->setFocus(Qt::ShortcutFocusReason);
}

void RequestsPane::choose(int row)
{
    m_table->setTailFollowed(false);
    m_navigator->select(messageOf(m_model->exchangeAt(row)));
}

void RequestsPane::showCurrent()
{
    m_table->showRow(m_navigator->current() ? m_model->rowOf(m_navigator->current()) : -1);
}

void RequestsPane::showCount()
{
    showHeader();
    m_header->setCount(tr("%1, this session").arg(countText()));
    showEmptyText();
    emit titleChanged(title());
}

void RequestsPane::showEmptyText()
{
    if (isFiltered())
        m_table->setEmptyText(tr("No request matches."), tr("Clear filters"));
    else
        m_table->setEmptyText(tr("No requests yet. Compose one with Ctrl+N."));
}

bool RequestsPane::isFiltered() const
{
    return m_model->filter() != ExchangeFilter();
}

void RequestsPane::setExpression(const FilterExpression &expression)
{
    ExchangeFilter filter = m_model->filter();
    filter.filter = expression;
    m_model->setFilter(filter);
}

void RequestsPane::setStates(const QSet<ExchangeState> &states, const QString &label)
{
    ExchangeFilter filter = m_model->filter();
    filter.states = states;
    if (filter != m_model->filter())
        m_model->setFilter(filter);
    const bool active = !states.isEmpty();
    m_results->setTone(active ? PaneButton::Tone::Active : PaneButton::Tone::Framed);
    m_results->setTrailingIcon(active ? u"close"_s : u"chevron-down"_s);
    m_results->setLabel(active ? tr("Result: %1").arg(label) : tr("Result"));
}

void RequestsPane::openResults()
{
    using State = ExchangeState;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, const QSet<State> &states) {
        QAction *action = menu->addAction(text, this, [=, this] { setStates(states, text); });
        action->setCheckable(true);
        action->setChecked(m_model->filter().states == states);
    };
    add(tr("All"), {});
    add(tr("Answered"), {State::Answered, State::Late});
    add(tr("Refused"), {State::Refused});
    add(tr("Waiting"), {State::Waiting, State::Overdue});
    add(tr("Lost"), {State::Lost});
    add(tr("Unmatched or duplicate"), {State::Unmatched, State::Duplicate});
    menu->popup(m_results->mapToGlobal(QPoint(0, m_results->height() + 2)));
}

void RequestsPane::clearOrLeave()
{
    if (!isFiltered())
        return m_navigator->select({});
    m_model->setFilter({});
    m_field->setExpression({});
    setStates({}, {});
}

void RequestsPane::copyMessage()
{
    const QModelIndex index = m_table->currentIndex();
    const MessageId message = index.isValid() ? messageOf(m_model->exchangeAt(index.row())) : MessageId();
    copyMessageText(m_log, message, this);
}

void RequestsPane::copyRow() const
{
    if (m_table->currentIndex().isValid())
        QApplication::clipboard()->setText(m_table->rowText(m_table->currentIndex().row()));
}

void RequestsPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Slash)
        return focusFilter();
    if (event->matches(QKeySequence::Copy))
        return copyMessage();
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        return copyRow();
    QWidget::keyPressEvent(event);
}

} // namespace console
