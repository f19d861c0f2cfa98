#include "ui/widgets/connectionbar.h"

#include "ui/models/connectiontext.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int barHeight = 45; // with the line below
constexpr int controlHeight = 32;
constexpr int narrowBelow = 1180;

struct ButtonMeaning
{
    QString text;
    QString icon;
};

ButtonMeaning meaningIn(const ConnectionStatus &status)
{
    if (status.isBusy())
        return {u"Cancel"_s, u"close"_s};
    if (status.state == ConnectionState::Connected)
        return {u"Disconnect"_s, u"plug-off"_s};
    if (status.state == ConnectionState::Retrying)
        return {u"Stop"_s, u"close"_s};
    if (status.state == ConnectionState::Failed)
        return {u"Try again"_s, u"retry"_s};
    if (status.state == ConnectionState::RecordingOpen)
        return {u"Close"_s, u"close"_s};
    return {u"Connect"_s, u"plug"_s};
}

struct RecordLook
{
    QString text;
    QString icon;
    ColourRole role;
    QString hint;
};

/// While nothing can come, the time of what was recorded stands still.
RecordLook lookOfRecording(const RecorderStatus &status, bool isAwaiting, qint64 now)
{
    const qint64 until = isAwaiting ? now : std::max(status.until, status.since);
    return {u"Recording "_s + elapsedText(until - status.since), u"record"_s,
        isAwaiting ? &Colours::error : &Colours::text2, u"Stop recording (Ctrl+R)\n"_s + status.file};
}

/// @param isAwaiting  messages come, or will by themselves
RecordLook lookOf(const RecorderStatus &status, bool isAwaiting, qint64 now)
{
    switch (status.state) {
    case RecorderStatus::State::Recording:
        return lookOfRecording(status, isAwaiting, now);
    case RecorderStatus::State::Failed:
        return {u"Not recording"_s, u"warning"_s, &Colours::error,
            u"Record into a new file (Ctrl+R)\n"_s + status.reason};
    case RecorderStatus::State::Stopped:
        break;
    }
    return {u"Record"_s, u"record"_s, &Colours::text2, u"Start recording (Ctrl+R)"_s};
}

} // namespace

ConnectionBar::ConnectionBar(const Theme *theme, const ActionRegistry *actions, QWidget *parent)
    : QToolBar(u"Connection"_s, parent), m_theme(theme), m_actions(actions),
      m_field(new ConnectionField(theme, this)), m_button(new QPushButton(this)),
      m_tryNow(new QPushButton(theme->icon(u"retry"_s), u"Try now"_s, this)), m_record(new QPushButton(this)),
      m_request(new QPushButton(this))
{
    setObjectName(u"connectionBar"_s);
    setMovable(false);
    setFloatable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setFixedHeight(qRound(barHeight * Theme::scale()));
    auto *content = new QWidget(this);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(8, 0, 8, 1);
    row->setSpacing(8);
    row->addWidget(m_field);
    row->addWidget(m_tryNow);
    row->addWidget(m_button);
    row->addStretch(1);
    row->addWidget(workspaceButton(actions->action(ActionId::Monitor), u"Monitor"_s));
    row->addWidget(workspaceButton(actions->action(ActionId::Compose), u"Compose"_s));
    row->addWidget(workspaceButton(actions->action(ActionId::Statistics), u"Statistics"_s));
    row->addStretch(1);
    row->addWidget(m_record);
    row->addWidget(m_request);
    layout()->setContentsMargins(0, 0, 0, 0);
    addWidget(content);
    content->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    for (QPushButton *button : {m_button, m_tryNow, m_record, m_request})
        setControlHeight(button, controlHeight);
    m_request->setIcon(theme->icon(u"plus"_s));
    m_request->setAccessibleName(u"New request"_s);
    m_request->setToolTip(actions->action(ActionId::NewRequest)->toolTip());
    connect(m_request, &QPushButton::clicked, actions->action(ActionId::NewRequest), &QAction::trigger);
    connect(m_record, &QPushButton::clicked, actions->action(ActionId::Record), &QAction::trigger);
    connect(m_button, &QPushButton::clicked, this, &ConnectionBar::toggleConnection);
    connect(m_tryNow, &QPushButton::clicked, this, &ConnectionBar::tryNowRequested);
    connect(m_field, &ConnectionField::addressEntered, this, &ConnectionBar::toggleConnection);
    connect(m_field, &ConnectionField::addressEdited, this, &ConnectionBar::updateButton);
    connect(m_field, &ConnectionField::savedChosen, this, &ConnectionBar::savedChosen);
    connect(m_field, &ConnectionField::connectionsRequested, this, &ConnectionBar::connectionsRequested);
    connect(m_field, &ConnectionField::newConnectionRequested, this, &ConnectionBar::newConnectionRequested);
    applyWidth();
    updateButton();
}

QToolButton *ConnectionBar::workspaceButton(QAction *action, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setCheckable(true);
    button->setChecked(action->isChecked());
    button->setText(text);
    button->setToolTip(action->toolTip());
    button->setAccessibleName(text);
    button->setIcon(action->icon());
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus); // who clicks goes on in the workspace
    button->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    setControlHeight(button, controlHeight - 2);
    connect(action, &QAction::toggled, button, &QToolButton::setChecked);
    connect(action, &QAction::toggled, this, &ConnectionBar::applyWidth);
    connect(button, &QToolButton::clicked, action, [button, action] {
        action->trigger();
        button->setChecked(action->isChecked());
    });
    m_workspaces.append(button);
    return button;
}

void ConnectionBar::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    m_field->setStatus(status);
    updateButton();
}

void ConnectionBar::setTarget(const QString &name, const QString &address)
{
    m_hasTarget = !address.isEmpty();
    m_field->setTarget(name, address);
    updateButton();
}

void ConnectionBar::setSaved(const QList<SavedConnection> &saved)
{
    m_field->setSaved(saved);
}

void ConnectionBar::editAddress()
{
    m_field->editAddress();
}

void ConnectionBar::toggleConnection()
{
    if (m_status.isBusy() || m_status.isConnected() || m_status.state == ConnectionState::Retrying
        || m_status.state == ConnectionState::RecordingOpen)
        emit disconnectRequested();
    else if (m_field->isAnotherAddress() && !m_field->typedAddress().isEmpty())
        emit addressEntered(m_field->typedAddress());
    else if (m_hasTarget)
        emit reconnectRequested();
    else
        m_field->editAddress();
}

void ConnectionBar::updateButton()
{
    const ButtonMeaning meaning = meaningIn(m_status);
    const bool compact = width() < qRound(narrowBelow * Theme::scale());
    m_button->setIcon(m_theme->icon(meaning.icon));
    m_button->setText(compact ? QString() : meaning.text);
    m_button->setAccessibleName(meaning.text);
    m_button->setToolTip(compact ? meaning.text : QString());
    m_tryNow->setVisible(m_status.state == ConnectionState::Retrying);
    const bool idle = m_status.state == ConnectionState::NotConnected;
    m_button->setEnabled(!idle || !m_field->typedAddress().isEmpty());
    updateRecord();
}

void ConnectionBar::setRecording(const RecorderStatus &status)
{
    m_recording = status;
    updateRecord();
}

void ConnectionBar::refresh()
{
    m_field->refresh();
    updateRecord();
}

void ConnectionBar::updateRecord()
{
    const bool isAwaiting =
        m_status.state != ConnectionState::NotConnected && m_status.state != ConnectionState::Failed;
    const RecordLook look = lookOf(m_recording, isAwaiting, QDateTime::currentMSecsSinceEpoch() * 1000);
    const bool compact = width() < qRound(narrowBelow * Theme::scale());
    const bool hasSession = m_status.isConnected() || !m_recording.file.isEmpty();
    m_record->setVisible(hasSession && m_status.state != ConnectionState::RecordingOpen);
    m_record->setIcon(m_theme->icon(look.icon, look.role));
    m_record->setText(compact ? QString() : look.text);
    m_record->setAccessibleName(look.text);
    m_record->setToolTip(look.hint);
}

void ConnectionBar::applyWidth()
{
    const bool compact = width() < qRound(narrowBelow * Theme::scale());
    m_field->setCompact(compact);
    m_request->setText(compact ? QString() : u"Request"_s);
    for (QToolButton *button : std::as_const(m_workspaces))
        button->setToolButtonStyle(
            compact && !button->isChecked() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    updateButton();
}

void ConnectionBar::resizeEvent(QResizeEvent *event)
{
    QToolBar::resizeEvent(event);
    applyWidth();
}

void ConnectionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->colours().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->colours().line2);
}

} // namespace console
