#include "ui/widgets/sessionactions.h"

#include "lib/filter/filterexpression.h"
#include "ui/models/sessionmodels.h"
#include "ui/models/text.h"
#include "ui/models/timeentry.h"
#include "ui/widgets/bookmarkspane.h"
#include "ui/widgets/comparisonpane.h"
#include "ui/widgets/countsdialog.h"
#include "ui/widgets/dialectdialog.h"
#include "ui/widgets/fielddialog.h"
#include "ui/widgets/inspectorpane.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/sessionpanes.h"

namespace console {

using namespace Qt::StringLiterals;

SessionActions::SessionActions(SessionModels *models, SessionPanes *panes, const ActionRegistry *actions,
    NoticeBar *notices, const Theme *theme, QWidget *window)
    : m_models(models), m_panes(panes), m_actions(actions), m_notices(notices), m_theme(theme),
      m_window(window)
{
    connectBookmarks();
    connectNeighbours();
    connectValues();
    connectTimes();
    connectMatches();
    connectPin();
    on(ActionId::Counts, [this] { showCounts(); });
    on(ActionId::Dialect, [this] { showDialect(); });
}

QList<ActionId> SessionActions::ids()
{
    return {ActionId::ToggleBookmark, ActionId::EditNote, ActionId::PreviousBookmark, ActionId::NextBookmark,
        ActionId::GoToTime, ActionId::PreviousSamePerson, ActionId::NextSamePerson,
        ActionId::PreviousSameKind, ActionId::NextSameKind, ActionId::PreviousSameValue,
        ActionId::NextSameValue, ActionId::CopyPath, ActionId::TimeAbsolute, ActionId::TimeSincePrevious,
        ActionId::TimeSinceSelected, ActionId::Highlight, ActionId::NextMatch, ActionId::PreviousMatch,
        ActionId::Counts, ActionId::Dialect, ActionId::PinInspector, ActionId::ComparePinned};
}

template <typename Slot>
void SessionActions::on(ActionId id, Slot slot)
{
    connect(m_actions->action(id), &QAction::triggered, this, slot);
}

MessageId SessionActions::current() const
{
    return m_models->navigator.current();
}

void SessionActions::go(MessageId message)
{
    if (message)
        m_models->navigator.select(message);
}

void SessionActions::connectBookmarks()
{
    Bookmarks *bookmarks = &m_models->bookmarks;
    on(ActionId::ToggleBookmark, [this, bookmarks] { bookmarks->toggle(current()); });
    on(ActionId::EditNote, [this] { editNote(current()); });
    on(ActionId::PreviousBookmark, [this, bookmarks] { go(bookmarks->next(current(), -1)); });
    on(ActionId::NextBookmark, [this, bookmarks] { go(bookmarks->next(current(), +1)); });
    connect(m_panes->bookmarks(), &BookmarksPane::noteRequested, this, &SessionActions::editNote);
    connect(m_panes->bookmarks(), &BookmarksPane::removalRequested, bookmarks, &Bookmarks::toggle);
    connect(bookmarks, &Bookmarks::problemChanged, this, &SessionActions::showBookmarkProblem);
    showBookmarkProblem();
}

/// A message without a bookmark gets one with its note.
void SessionActions::editNote(MessageId message)
{
    const Bookmark *bookmark = m_models->bookmarks.find(message);
    if (!bookmark && !m_models->session()->log()->contains(message))
        return;
    auto *dialog = new FieldDialog({.title = bookmark ? tr("Edit the note") : tr("Set a bookmark"),
                                       .label = tr("&Note on message %1").arg(message.value),
                                       .hint = {},
                                       .confirm = tr("&Save"),
                                       .text = bookmark ? bookmark->note : QString()},
        m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FieldDialog::entered, this, [this, dialog, message](const QString &note) {
        m_models->bookmarks.setNote(message, note.trimmed());
        dialog->accept();
    });
    connect(this, &QObject::destroyed, dialog, &QDialog::reject); // its session has gone
    dialog->open();
}

void SessionActions::connectMatches()
{
    QAction *highlight = m_actions->action(ActionId::Highlight);
    on(ActionId::Highlight,
        [this, highlight] { m_models->navigator.setHighlighting(highlight->isChecked()); });
    connect(&m_models->navigator, &Navigator::highlightingChanged, highlight, &QAction::setChecked);
    highlight->setChecked(m_models->navigator.isHighlighting());
    on(ActionId::NextMatch, [this] { m_panes->goToMatch(+1); });
    on(ActionId::PreviousMatch, [this] { m_panes->goToMatch(-1); });
}

void SessionActions::connectPin()
{
    InspectorPane *inspector = m_panes->inspector();
    QAction *pin = m_actions->action(ActionId::PinInspector);
    on(ActionId::PinInspector, [pin, inspector] {
        inspector->setPinned(pin->isChecked());
        pin->setChecked(inspector->isPinned()); // nothing cannot be pinned
    });
    on(ActionId::ComparePinned, [this, inspector] {
        if (inspector->comparison()->other())
            return inspector->comparison()->compare();
        m_notices->show({.id = u"compare"_s,
            .title = tr("Compare two messages"),
            .text = tr("Pin a message in the inspector and select another one, or press Ctrl and click a "
                       "second row of the table."),
            .actions = {}});
    });
    connect(inspector->comparison(), &ComparisonPane::comparingChanged, this,
        [this] { m_notices->dismiss(u"compare"_s); });
    connect(inspector, &InspectorPane::pinnedChanged, pin, &QAction::setChecked);
    pin->setChecked(inspector->isPinned());
}

void SessionActions::connectNeighbours()
{
    on(ActionId::PreviousSamePerson, [this] { go(m_models->samePerson(current(), -1)); });
    on(ActionId::NextSamePerson, [this] { go(m_models->samePerson(current(), +1)); });
    on(ActionId::PreviousSameKind, [this] { go(m_models->sameKind(current(), -1)); });
    on(ActionId::NextSameKind, [this] { go(m_models->sameKind(current(), +1)); });
}

void SessionActions::connectValues()
{
    on(ActionId::CopyPath, [this] { m_panes->inspector()->copyPath(); });
    on(ActionId::PreviousSameValue, [this] { findSameValue(-1); });
    on(ActionId::NextSameValue, [this] { findSameValue(+1); });
    connect(&m_values, &ValueSearch::finished, this, &SessionActions::goToValue);
    // Whoever went elsewhere is not fetched back, and reads no more of what was there.
    connect(&m_models->navigator, &Navigator::currentChanged, &m_values, &ValueSearch::cancel);
    connect(
        &m_models->navigator, &Navigator::currentChanged, this, [this] { m_notices->dismiss(u"value"_s); });
}

void SessionActions::findSameValue(int direction)
{
    const MessageLog &log = *m_models->session()->log();
    const MessageId from = m_panes->inspector()->shownMessage();
    const QStringList path = m_panes->inspector()->valuePath();
    if (path.isEmpty() || !log.contains(from))
        return sayOfValue(tr("Choose a value in the tree of the inspector first."));
    QList<QByteArray> keys;
    for (const QString &key : path)
        keys.append(key.toUtf8());
    m_valuePath = pathText(path);
    m_values.start(JsonPath(keys), log.text(from).toByteArray(), from, direction,
        direction < 0 ? log.snapshot(log.first(), from + 1) : log.snapshot(from, log.end()));
}

void SessionActions::goToValue(MessageId message)
{
    if (!message)
        return sayOfValue(
            tr("No other message in this direction has the same %1.").arg(visibleText(m_valuePath)));
    m_notices->dismiss(u"value"_s);
    go(message);
}

void SessionActions::sayOfValue(const QString &text)
{
    m_notices->show({.id = u"value"_s, .title = tr("Same value"), .text = text, .actions = {}});
}

void SessionActions::connectTimes()
{
    on(ActionId::GoToTime, [this] { askTime(); });
    for (const ActionId id :
        {ActionId::TimeAbsolute, ActionId::TimeSincePrevious, ActionId::TimeSinceSelected})
        connect(m_actions->action(id), &QAction::toggled, this, &SessionActions::showTimes);
    showTimes();
}

void SessionActions::showTimes()
{
    using Form = MessageTableModel::TimeForm;
    const auto isChosen = [this](ActionId id) { return m_actions->action(id)->isChecked(); };
    m_models->events.setTimeForm(isChosen(ActionId::TimeSincePrevious) ? Form::SincePrevious
            : isChosen(ActionId::TimeSinceSelected)                    ? Form::SinceSelected
                                                                       : Form::Absolute);
}

void SessionActions::askTime()
{
    if (m_models->session()->log()->isEmpty())
        return;
    auto *dialog =
        new FieldDialog({.title = tr("Go to a time"),
                            .label = tr("&Time"),
                            .hint = tr("14:32 or 14:32:07.418; with a date 2026-11-23 14:32; from the "
                                       "selected message +5 min, −30 s"),
                            .confirm = tr("&Go"),
                            .text = {}},
            m_theme, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FieldDialog::entered, this, [this, dialog](const QString &text) {
        const QString problem = goToTime(text);
        if (problem.isEmpty())
            dialog->accept();
        else
            dialog->showProblem(problem);
    });
    connect(this, &QObject::destroyed, dialog, &QDialog::reject); // its session has gone
    dialog->open();
}

QString SessionActions::goToTime(const QString &text)
{
    const MessageLog &log = *m_models->session()->log();
    const qint64 reference = log.contains(current()) ? log.record(current()).time : log.lastTime();
    const TimeEntry entry = readTimeEntry(text, {reference, log.firstTime(), log.lastTime()});
    if (!entry.time)
        return entry.problem;
    const MessageId message = log.atOrAfter(*entry.time);
    const int row = m_models->events.nearestRow(message); // what a filter hides is not gone to
    go(row < 0 ? message : m_models->events.idAt(row));
    return {};
}

/// One, however often it is asked for.
void SessionActions::showCounts()
{
    if (!m_counts) {
        m_counts =
            new CountsDialog([models = m_models] { return reconciliationOf(*models); }, m_theme, m_window);
        m_counts->setAttribute(Qt::WA_DeleteOnClose);
        connect(this, &QObject::destroyed, m_counts, &QDialog::reject); // its session has gone
    }
    m_counts->show();
    m_counts->raise();
    m_counts->activateWindow();
}

void SessionActions::showDialect()
{
    if (!m_dialect) {
        m_dialect = new DialectDialog(m_models->session()->findings(), m_theme, m_window);
        m_dialect->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialect, &DialectDialog::messageRequested, this, [this](MessageId message) {
            if (m_models->session()->log()->contains(message))
                go(message);
        });
        connect(this, &QObject::destroyed, m_dialect, &QDialog::reject); // its session has gone
    }
    m_dialect->show();
    m_dialect->raise();
    m_dialect->activateWindow();
}

void SessionActions::showBookmarkProblem()
{
    const QString problem = m_models->bookmarks.problem();
    if (problem.isEmpty())
        m_notices->dismiss(u"bookmarks"_s);
    else
        m_notices->show({.id = u"bookmarks"_s,
            .tone = NoticeTone::Warning,
            .title = tr("Bookmarks"),
            .text = visibleText(problem, problem.size()),
            .actions = {}});
}

} // namespace console
