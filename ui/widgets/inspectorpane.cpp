#include "ui/widgets/inspectorpane.h"

#include "lib/filter/filterconditions.h"
#include "lib/filter/filterexpression.h"
#include "lib/protocol/classify.h"
#include "lib/rooms/roomdirectory.h"
#include "ui/models/composing.h"
#include "ui/models/roomquestions.h"
#include "ui/widgets/comparisonpane.h"
#include "ui/widgets/factsview.h"
#include "ui/widgets/jsontextview.h"
#include "ui/widgets/messagecopy.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/paneheader.h"
#include "ui/widgets/panetabs.h"
#include "ui/widgets/personpage.h"
#include "ui/widgets/sentenceview.h"
#include "ui/widgets/themedlabel.h"

#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int refreshInterval = 500; ///< milliseconds

QWidget *hairline(const Theme *theme, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    const auto adopt = [line, theme] {
        QPalette colours = line->palette();
        colours.setColor(QPalette::Window, theme->colours().line);
        line->setPalette(colours);
    };
    adopt();
    QObject::connect(theme, &Theme::changed, line, adopt);
    return line;
}

} // namespace

InspectorPane::InspectorPane(const MessageLog *log, const ExchangeLog *exchanges,
    const RoomDirectory *directory, Navigator *navigator, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_log(log), m_exchanges(exchanges), m_directory(directory), m_navigator(navigator),
      m_theme(theme), m_treeModel(directory)
{
    setAccessibleName(tr("Inspector"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    buildHead();
    buildBody();
    buildFoot();
    if (directory) {
        m_person = new PersonPage(log, exchanges, directory, navigator, theme, this);
        layout->addWidget(m_person, 1);
        connect(m_person, &PersonPage::askRequested, this, &InspectorPane::askRequested);
        connect(navigator, &Navigator::personChanged, this, [this] { setEmpty(!m_inspection.message); });
    }
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshInterval);
    connect(&m_refresh, &QTimer::timeout, this, &InspectorPane::refresh);
    if (directory)
        connect(directory, &RoomDirectory::changed, &m_refresh,
            [this] { m_refresh.isActive() ? void() : m_refresh.start(); });
    connect(navigator, &Navigator::currentChanged, this, &InspectorPane::show);
    connect(exchanges, &ExchangeLog::changed, this, &InspectorPane::refreshIfConcerned);
    connect(log, &MessageLog::removedFromFront, this, &InspectorPane::forget);
    connect(log, &MessageLog::textArrived, this, [this](MessageId from, MessageId to) {
        const auto isWanted = [&](MessageId id) { return id >= from && id < to; };
        if (isWanted(m_inspection.message) || isWanted(m_inspection.request)
            || isWanted(m_inspection.response) || isWanted(m_inspection.awaited)) {
            refresh();
            showPage();
        }
    });
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    show(navigator->current());
}

void InspectorPane::setAskable(bool askable)
{
    m_askable = askable;
    if (m_person)
        m_person->setAskable(askable);
    refresh();
}

/// Of whom the message is about: nothing else is offered.
void InspectorPane::askName()
{
    const PersonRef unnamed =
        unnamedPerson(*m_directory, m_inspection.room, m_inspection.participant, m_inspection.message);
    if (unnamed)
        emit askRequested(nameQuestion(unnamed));
}

void InspectorPane::buildHead()
{
    m_header = new PaneHeader(m_theme, tr("Inspector"), this);
    m_copy = iconButton(m_theme, u"copy"_s, tr("Copy message"), m_header);
    m_pin = iconButton(m_theme, u"pin"_s, tr("Stay on this message"), m_header);
    m_pin->setCheckable(true);
    connect(m_copy, &QAbstractButton::clicked, this, &InspectorPane::copyMessage);
    connect(m_pin, &QAbstractButton::toggled, this, &InspectorPane::setPinned);
    m_header->content()->addStretch();
    m_header->content()->addWidget(m_copy);
    m_header->content()->addWidget(m_pin);
    m_empty = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, this);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setContentsMargins(12, 12, 12, 12);
    m_empty->setTextInteractionFlags(Qt::TextSelectableByMouse);
    showEmptyText();
    m_content = new QWidget;
    m_scroll = new QScrollArea(this); // a low pane has no room for all of it
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(m_content);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    layout()->addWidget(m_header);
    buildComparison();
    layout()->addWidget(m_empty);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_scroll, 1);
}

void InspectorPane::buildBody()
{
    auto *body = new QVBoxLayout(m_content);
    body->setContentsMargins({});
    body->setSpacing(0);
    m_sentence = new SentenceView(m_theme, m_content);
    m_facts = new FactsView(m_theme, m_content);
    m_tabs = new PaneTabs(m_theme, m_content);
    m_tabs->setAccessibleName(tr("Form of the message"));
    m_verbatim = new PaneButton(m_theme, PaneButton::Tone::Flat, m_content);
    m_verbatim->setLabel(tr("Indent"));
    m_verbatim->setCheckable(true);
    m_verbatim->setChecked(true);
    m_pages = new QStackedWidget(m_content);
    m_tree = new QTreeView(m_pages);
    m_remark = new ThemedLabel(m_theme, TextSize::Dense, &Colours::warn, m_content);
    m_remark->setContentsMargins(12, 4, 12, 4);
    m_remark->setWordWrap(true);
    m_text = new JsonTextView(m_theme, m_pages);
    m_pages->addWidget(m_tree);
    m_pages->addWidget(m_text);
    setUpTree();
    auto *tabRow = new QHBoxLayout;
    tabRow->setContentsMargins(4, 4, 8, 4);
    tabRow->addWidget(m_tabs);
    tabRow->addStretch();
    tabRow->addWidget(m_verbatim);
    body->addWidget(m_sentence);
    body->addWidget(hairline(m_theme, m_content));
    body->addWidget(m_facts);
    body->addWidget(hairline(m_theme, m_content));
    body->addLayout(tabRow);
    body->addWidget(m_remark);
    body->addWidget(m_pages, 1);
    buildNeighbours();
    body->addStretch(0);
    connect(m_facts, &FactsView::chosen, m_navigator, &Navigator::select);
    connect(m_facts, &FactsView::offerTaken, this, &InspectorPane::askName);
    connect(m_tabs, &QTabBar::currentChanged, this, &InspectorPane::showPage);
    connect(m_verbatim, &QAbstractButton::toggled, this, &InspectorPane::showPage);
}

void InspectorPane::buildFoot()
{
    m_foot = new QWidget(this);
    m_only = new PaneButton(m_theme, PaneButton::Tone::Framed, m_foot);
    m_only->setLeadingIcon(u"filter"_s);
    m_only->setMaximumLabelWidth(140);
    m_compose = new PaneButton(m_theme, PaneButton::Tone::Framed, m_foot);
    m_compose->setLeadingIcon(u"braces"_s);
    m_compose->setLabel(tr("Compose from this"));
    auto *column = new QVBoxLayout(m_foot);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(hairline(m_theme, m_foot));
    auto *foot = new QHBoxLayout;
    column->addLayout(foot);
    foot->setContentsMargins(12, 8, 12, 8);
    foot->setSpacing(8);
    foot->addWidget(m_only);
    foot->addWidget(m_compose);
    foot->addStretch();
    layout()->addWidget(m_foot);
    connect(m_only, &QAbstractButton::clicked, this, &InspectorPane::onlyPerson);
    connect(m_compose, &QAbstractButton::clicked, this, &InspectorPane::compose);
}

void InspectorPane::show(MessageId message)
{
    if (m_isPinnedToCompare && message != m_comparison->pinned())
        return setPinned(false);
    if (isPinned())
        return m_comparison->offer(message);
    if (m_sessionStart == 0 && m_log->leftRows() == 0 && !m_log->isEmpty())
        m_sessionStart = m_log->firstTime();
    setEmpty(!message);
    const bool isOther = m_inspection.message != message;
    m_inspection.message = message;
    if (!message)
        return m_treeModel.clear();
    refresh();
    if (isOther) {
        showPage();
        m_scroll->verticalScrollBar()->setValue(0); // to the sentence
    }
}

void InspectorPane::refresh()
{
    if (!m_inspection.message)
        return;
    const Inspection before = m_inspection;
    m_inspection = inspect(*m_log, *m_exchanges, m_directory, m_inspection.message, m_sessionStart);
    m_sentence->setInspection(m_inspection);
    m_facts->setFacts(m_askable ? m_inspection.facts : withoutOffers(m_inspection.facts));
    m_only->setVisible(!m_inspection.person.isEmpty());
    m_only->setLabel(tr("Only %1").arg(m_inspection.person));
    const MessageId from = m_inspection.isExchange ? m_inspection.request : m_inspection.message;
    const bool readable = from && m_log->contains(from);
    m_compose->setVisible(readable && !requestLike(m_log->text(from), m_log->record(from).kind).isEmpty());
    showFoot();
    showNeighbours();
    fillTabs();
    if (before.response != m_inspection.response)
        showPage();
    m_tree->viewport()->update();
}

void InspectorPane::refreshIfConcerned(int exchange)
{
    const Exchange &changed = m_exchanges->exchanges()[size_t(exchange)];
    const MessageId mine = m_inspection.message;
    const bool isTold = std::ranges::any_of(
        m_inspection.facts, [&](const Fact &fact) { return fact.toldBy && fact.toldBy == changed.request; });
    if (mine && (changed.request == mine || changed.response == mine || isTold))
        refresh();
}

void InspectorPane::forget(MessageId newFirst)
{
    if (m_inspection.message && m_inspection.message < newFirst) {
        refresh();
        showPage();
    }
}

/// The forms in which the message can be seen, as text last. A note has no other.
QStringList InspectorPane::tabNames() const
{
    const bool isNote = m_inspection.kind == MessageKind::Note && m_log->contains(m_inspection.message);
    if (isNote && !m_inspection.isExchange)
        return {tr("As noted")};
    const bool isSent = m_inspection.kind == MessageKind::Request && !m_inspection.response;
    const QString text = isSent ? tr("As sent") : tr("As received");
    return m_inspection.isExchange ? QStringList{tr("Response"), tr("Request"), text}
                                   : QStringList{tr("Tree"), text};
}

void InspectorPane::fillTabs()
{
    const QStringList names = tabNames();
    QStringList present;
    for (int i = 0; i < m_tabs->count(); ++i)
        present += m_tabs->tabText(i);
    if (present == names)
        return;
    const bool showsText = m_pages->currentIndex() == 1 && m_tabs->count() > 1;
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    for (const QString &name : names)
        m_tabs->addTab(name);
    const int first = m_inspection.isExchange && !m_inspection.response ? 1 : 0;
    m_tabs->setCurrentIndex(showsText ? m_tabs->count() - 1 : first);
}

MessageId InspectorPane::shownMessage() const
{
    if (!m_inspection.isExchange)
        return m_inspection.message;
    if (m_tabs->currentIndex() == 0)
        return m_inspection.response;
    if (m_tabs->currentIndex() == 1)
        return m_inspection.request;
    return m_inspection.response ? m_inspection.response : m_inspection.request;
}

void InspectorPane::showPage()
{
    const MessageId message = shownMessage();
    const bool asText = m_tabs->currentIndex() == m_tabs->count() - 1;
    const bool readable = message && m_log->contains(message);
    m_verbatim->setVisible(asText && readable);
    m_pages->setCurrentIndex(asText ? 1 : 0);
    m_remark->clear();
    if (readable && m_log->text(message).isNull() && !m_log->hasText(message)) {
        m_treeModel.clear();
        m_text->setMessage({}, JsonTextView::Form::Verbatim);
        const QString problem = m_log->textProblem(message);
        m_remark->setText(problem.isEmpty() ? tr("Reading from the recording…") : problem);
    } else if (!readable) {
        m_treeModel.clear();
        m_text->setMessage({}, JsonTextView::Form::Verbatim);
        m_remark->setText(m_inspection.isExchange ? tr("There is no message to show here.") : QString());
    } else if (asText) {
        showText(message);
    } else {
        showTree(message);
    }
    m_remark->setVisible(!m_remark->text().isEmpty());
    fitPage();
}

void InspectorPane::showText(MessageId message)
{
    const MessageRecord &record = m_log->record(message);
    const QByteArray bytes = m_log->text(message).toByteArray();
    if (record.kind == MessageKind::Malformed) {
        Classifier classifier;
        const qsizetype error = record.has(MessageFlag::Binary) ? -1 : classifier.received(bytes).errorOffset;
        m_verbatim->hide();
        return m_text->setMessage(bytes, JsonTextView::Form::Hex, error);
    }
    if (record.kind == MessageKind::Note) {
        m_verbatim->hide();
        return m_text->setMessage(bytes, JsonTextView::Form::Plain);
    }
    const bool indented = m_verbatim->isChecked();
    m_text->setMessage(bytes, indented ? JsonTextView::Form::Indented : JsonTextView::Form::Verbatim);
}

void InspectorPane::setEmpty(bool empty)
{
    const bool isPerson = empty && m_person && m_navigator->person();
    if (m_person)
        m_person->setVisible(isPerson);
    m_empty->setVisible(empty && !isPerson);
    setContentShown(!empty && !m_comparison->isComparing());
    m_copy->setEnabled(!empty);
    m_pin->setEnabled(!empty);
}

void InspectorPane::setRangeText(RangeText text)
{
    m_rangeText = std::move(text);
    connect(m_navigator, &Navigator::measuredRangeChanged, this, &InspectorPane::showEmptyText);
    showEmptyText();
}

void InspectorPane::showEmptyText()
{
    const TimeRange measured = m_navigator->measuredRange();
    m_empty->setText(m_rangeText && measured.length() > 0
            ? m_rangeText(measured)
            : tr("Nothing selected. Click an event, a request or a glyph to see what it says."));
}

void InspectorPane::setContentShown(bool shown)
{
    m_scroll->setVisible(shown);
    showFoot();
}

void InspectorPane::showFoot()
{
    m_foot->setVisible(!m_scroll->isHidden() && (!m_only->isHidden() || !m_compose->isHidden()));
}

void InspectorPane::copyMessage()
{
    copyMessageText(m_log, shownMessage(), this);
}

void InspectorPane::onlyPerson()
{
    FilterExpression filter =
        withValues(m_navigator->filter(), FilterKey::Participant, {m_inspection.participant});
    if (!m_inspection.room.isEmpty())
        filter = withValues(filter, FilterKey::Room, {m_inspection.room});
    m_navigator->setFilter(filter);
}

void InspectorPane::compose()
{
    const MessageId from = m_inspection.isExchange ? m_inspection.request : m_inspection.message;
    if (from && m_log->contains(from))
        emit composeRequested(requestLike(m_log->text(from), m_log->record(from).kind));
}

void InspectorPane::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme->colours().panel);
}

} // namespace console
