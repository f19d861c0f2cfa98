#include "ui/widgets/welcomepage.h"

#include "ui/widgets/actionregistry.h"
#include "ui/widgets/choicelist.h"
#include "ui/widgets/themedlabel.h"
#include "ui/widgets/windowminiature.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 520;
constexpr int mostSaved = 5; // the rest is in the menu of the connection field
constexpr int mostRecordings = 3; // the rest is in their folder, where Open recording begins
constexpr int bothColumnsFrom = 1080;

/// "① Connection. State, server and trust, always in sight."
class LegendLine : public QWidget
{
public:
    LegendLine(const Theme *theme, int number, const QString &title, const QString &text, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_number(number)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(30, 0, 0, 0);
        row->setSpacing(4);
        auto *strong = new ThemedLabel(theme, title, &Colours::text, TextSize::Dense, this);
        strong->setWeight(QFont::DemiBold);
        row->addWidget(strong);
        auto *plain = new ThemedLabel(theme, text, &Colours::text2, TextSize::Dense, this);
        plain->setElided(Qt::ElideRight);
        row->addWidget(plain, 1);
        setMinimumHeight(20);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        WindowMiniature::paintNumber(&painter, *m_theme, {10, height() / 2.0}, m_number);
    }

private:
    const Theme *m_theme;
    int m_number;
};

} // namespace

WelcomePage::WelcomePage(const Theme *theme, const ActionRegistry *actions, QWidget *parent)
    : QScrollArea(parent), m_theme(theme), m_content(new QWidget)
{
    setAccessibleName(u"Welcome"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    m_content->setBackgroundRole(QPalette::Base);
    m_content->setAutoFillBackground(true);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(qRound(72 * Theme::scale()));
    columns->addWidget(choices(actions), 0, Qt::AlignTop);
    columns->addWidget(m_legend = legend(), 0, Qt::AlignTop);
    auto *centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addLayout(columns);
    centred->addStretch(1);
    auto *page = new QVBoxLayout(m_content);
    page->setContentsMargins(24, 24, 24, 24);
    page->addStretch(3);
    page->addLayout(centred);
    page->addStretch(4);
    setWidget(m_content);
}

QWidget *WelcomePage::choices(const ActionRegistry *actions)
{
    auto *column = new QWidget(m_content);
    column->setFixedWidth(qRound(columnWidth * Theme::scale()));
    m_left = new QVBoxLayout(column);
    m_left->setContentsMargins(0, 0, 0, 0);
    m_left->setSpacing(6);
    auto *title = new ThemedLabel(
        m_theme, u"Watch and steer an Event Manager server"_s, &Colours::text, TextSize::PageTitle, column);
    title->setWordWrap(true); // wide fonts need two lines
    m_left->addWidget(title);
    for (const QString &line :
        {u"Live rooms and participants, every event and every answer on one time axis,"_s,
            u"byte for byte as the server sent it."_s})
        m_left->addWidget(new ThemedLabel(m_theme, line, &Colours::text2, TextSize::Body, column));
    m_left->addSpacing(14);
    m_savedTitle = addTitle(u"Saved connections"_s, column);
    m_left->addWidget(m_saved = new ChoiceList(m_theme, column));
    m_recordingsTitle = addTitle(u"Recent recordings"_s, column);
    m_recordingsTitle->setContentsMargins(0, 8, 0, 0);
    m_noRecordings = new ThemedLabel(m_theme, u"None yet. Sessions that are recorded appear here."_s,
        &Colours::text2, TextSize::Dense, column);
    m_left->addWidget(m_noRecordings);
    m_left->addWidget(m_recordings = new ChoiceList(m_theme, column));
    m_left->addSpacing(8);
    m_left->addWidget(m_choices = new ChoiceList(m_theme, column));
    addOpenings(actions);
    setSaved({});
    showRecordings();
    return column;
}

ThemedLabel *WelcomePage::addTitle(const QString &text, QWidget *column)
{
    auto *title = new ThemedLabel(m_theme, text, &Colours::text2, TextSize::Dense, column);
    title->setWeight(QFont::DemiBold);
    m_left->addWidget(title);
    return title;
}

/// What can be begun, whoever is there for the first time or not.
void WelcomePage::addOpenings(const ActionRegistry *actions)
{
    const auto add = [&](ActionId id, const ChoiceRow::Content &content) {
        connect(m_choices->add(content), &QAbstractButton::clicked, actions->action(id), &QAction::trigger);
    };
    add(ActionId::DemoServer,
        {u"play"_s, u"Try the demo server"_s,
            u"Simulated rooms with people in them. Runs on this computer only."_s,
            ActionRegistry::keysText(actions->action(ActionId::DemoServer))});
    add(ActionId::NewConnection,
        {u"plug"_s, u"New connection…"_s, u"Its address, and the header or certificate it asks for."_s,
            ActionRegistry::keysText(actions->action(ActionId::NewConnection))});
    add(ActionId::ImportConfiguration,
        {u"import"_s, u"Import imm_websocket_config.json…"_s,
            u"Port and header are taken from the server's file."_s,
            ActionRegistry::keysText(actions->action(ActionId::ImportConfiguration))});
    add(ActionId::OpenRecording,
        {u"folder-open"_s, u"Open recording…"_s, u"Look at an earlier session. No server needed."_s,
            ActionRegistry::keysText(actions->action(ActionId::OpenRecording))});
}

QWidget *WelcomePage::legend()
{
    auto *column = new QWidget(m_content);
    column->setFixedWidth(qRound(columnWidth * Theme::scale()));
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(8);
    auto *title =
        new ThemedLabel(m_theme, u"How the window is arranged"_s, &Colours::text2, TextSize::Dense, column);
    title->setWeight(QFont::DemiBold);
    layout->addWidget(title);
    layout->addWidget(new WindowMiniature(m_theme, column));
    layout->addSpacing(6);
    const auto line = [&](int number, const QString &name, const QString &text) {
        layout->addWidget(new LegendLine(m_theme, number, name, text, column));
    };
    line(1, u"Connection."_s, u"State, server and trust, always in sight."_s);
    line(2, u"Timeline."_s, u"The whole session, then one lane per event type."_s);
    line(3, u"Events and requests."_s, u"Select one anywhere; it is selected everywhere."_s);
    line(4, u"Inspector."_s, u"What it means in a sentence, and the JSON exactly as received."_s);
    return column;
}

void WelcomePage::setSaved(const QList<SavedConnection> &saved)
{
    m_saved->clear();
    for (const SavedConnection &connection : saved.mid(0, mostSaved)) {
        ChoiceRow *row = m_saved->add({u"server"_s, connection.name, connection.address, {}, true});
        connect(row, &QAbstractButton::clicked, this, [this, id = connection.id] { emit savedChosen(id); });
    }
    m_saved->setVisible(!saved.isEmpty());
    m_savedTitle->setVisible(!saved.isEmpty());
    showRecordings();
}

void WelcomePage::setRecordings(const QList<RecentRecording> &recordings)
{
    if (recordings.mid(0, mostRecordings) == m_shown)
        return;
    m_shown = recordings.mid(0, mostRecordings);
    const bool hadFocus = focusWidget() && m_recordings->isAncestorOf(focusWidget());
    m_recordings->clear();
    for (const RecentRecording &recording : std::as_const(m_shown)) {
        ChoiceRow *row = m_recordings->add(
            {recording.isLive ? u"record"_s : u"history"_s, recording.name, recording.detail, {}});
        connect(row, &QAbstractButton::clicked, this,
            [this, file = recording.path] { emit recordingChosen(file); });
    }
    showRecordings();
    if (hadFocus)
        focusIn(m_shown.isEmpty() ? m_choices : m_recordings);
}

/// On the very first start nothing is said of what is not there.
void WelcomePage::showRecordings()
{
    m_recordings->setVisible(!m_shown.isEmpty());
    m_noRecordings->setVisible(m_shown.isEmpty() && m_saved->count() > 0);
    m_recordingsTitle->setVisible(!m_shown.isEmpty() || m_saved->count() > 0);
}

void WelcomePage::focusFirst()
{
    focusIn(m_saved->count() > 0 ? m_saved : m_shown.isEmpty() ? m_choices : m_recordings);
}

void WelcomePage::focusIn(ChoiceList *list)
{
    if (ChoiceRow *row = list->first())
        row->setFocus(Qt::TabFocusReason);
}

void WelcomePage::resizeEvent(QResizeEvent *event)
{
    m_legend->setVisible(width() >= qRound(bothColumnsFrom * Theme::scale()));
    QScrollArea::resizeEvent(event);
}

} // namespace console
