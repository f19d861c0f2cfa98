#include "ui/widgets/connectionfield.h"

#include "ui/models/connectiontext.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/statelook.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/themedlabel.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldHeight = 32;
constexpr int longestName = 260;
constexpr int mostInMenu = 30;

/// A part of the field with its own padding; a hairline stands at its left.
QWidget *part(QWidget *parent, std::initializer_list<QWidget *> children, int spacing)
{
    auto *box = new QWidget(parent);
    auto *layout = new QHBoxLayout(box);
    layout->setContentsMargins(10, 0, 10, 0);
    layout->setSpacing(spacing);
    for (QWidget *child : children)
        layout->addWidget(child);
    return box;
}

/// Menu texts read "&" as a mnemonic; a name is a name.
QString menuText(const SavedConnection &saved)
{
    return QString(saved.name).replace(u'&', u"&&"_s) + u'\t' + QString(saved.address).remove(u"wss://"_s);
}

} // namespace

ConnectionField::ConnectionField(const Theme *theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setFixedHeight(qRound(fieldHeight * Theme::scale()));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(u"Connection"_s);
    buildLabels();
    buildMenu();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addWidget(part(this, {m_stateIcon, m_stateText}, 6));
    layout->addWidget(part(this, {m_nameLabel, m_addressLabel, m_edit}, 10), 1);
    layout->addWidget(m_trust = part(this, {m_trustIcon, m_trustText}, 6));
    layout->addWidget(m_lock = part(this, {m_lockIcon, m_lockText}, 6));
    m_lock->setToolTip(u"Only requests that ask are sent through this connection"_s);
    m_lock->hide();
    layout->addWidget(m_menuButton);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    arrange();
}

void ConnectionField::buildLabels()
{
    m_stateIcon = new IconLabel(m_theme, u"plug-off"_s, &Colours::text2, 16, this);
    m_stateText = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Body, this);
    m_stateText->setWeight(QFont::DemiBold);
    m_nameLabel = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::Body, this);
    m_nameLabel->setWeight(QFont::DemiBold);
    m_nameLabel->setElided(Qt::ElideRight);
    m_nameLabel->setMaximumWidth(longestName);
    m_addressLabel = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, this);
    m_addressLabel->setFixedWidthFont();
    m_addressLabel->setElided(Qt::ElideMiddle);
    m_addressLabel->setMaximumWidth(360);
    m_edit = new QLineEdit(this);
    m_edit->setFrame(false);
    m_edit->setPlaceholderText(u"Address of a server: wss://host:9002"_s);
    m_edit->setAccessibleName(u"Address of a server"_s);
    m_edit->setMinimumWidth(qRound(310 * Theme::scale()));
    m_trustIcon = new IconLabel(m_theme, u"shield-check"_s, &Colours::text2, 14, this);
    m_trustText = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, this);
    m_lockIcon = new IconLabel(m_theme, u"lock"_s, &Colours::text2, 14, this);
    m_lockText = new ThemedLabel(m_theme, u"Monitor only"_s, &Colours::text2, TextSize::Dense, this);
    connect(m_edit, &QLineEdit::textChanged, this, &ConnectionField::addressEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &ConnectionField::addressEntered);
}

void ConnectionField::buildMenu()
{
    m_menuButton = new QToolButton(this);
    m_menuButton->setIcon(m_theme->icon(u"chevron-down"_s, &Colours::text2));
    m_menuButton->setAutoRaise(true);
    m_menuButton->setFocusPolicy(Qt::StrongFocus);
    m_menuButton->setAccessibleName(u"Saved connections"_s);
    m_menuButton->setToolTip(u"Saved connections"_s);
    m_menuButton->setFixedWidth(qRound(28 * Theme::scale()));
    m_menu = new QMenu(this);
    connect(m_menuButton, &QToolButton::clicked, this, &ConnectionField::showMenu);
}

void ConnectionField::showMenu()
{
    m_menu->clear();
    for (const SavedConnection &saved : m_saved.mid(0, mostInMenu)) {
        QAction *action = m_menu->addAction(m_theme->icon(u"server"_s, &Colours::text2), menuText(saved));
        connect(action, &QAction::triggered, this, [this, id = saved.id] { emit savedChosen(id); });
    }
    if (!m_saved.isEmpty())
        m_menu->addSeparator();
    connect(m_menu->addAction(m_theme->icon(u"plus"_s, &Colours::text2), u"New connection…"_s),
        &QAction::triggered, this, &ConnectionField::newConnectionRequested);
    connect(m_menu->addAction(m_theme->icon(u"sliders"_s, &Colours::text2), u"Connections…"_s),
        &QAction::triggered, this, &ConnectionField::connectionsRequested);
    m_menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

void ConnectionField::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    arrange();
}

void ConnectionField::setMonitorOnly(bool monitorOnly)
{
    m_lock->setVisible(monitorOnly);
    update();
}

void ConnectionField::refresh()
{
    if (m_status.state == ConnectionState::Retrying)
        arrange();
}

void ConnectionField::setTarget(const QString &name, const QString &address)
{
    m_name = name;
    m_address = address;
    m_edit->setText(address);
    m_edit->setCursorPosition(0);
    arrange();
}

void ConnectionField::setSaved(const QList<SavedConnection> &saved)
{
    m_saved = saved;
}

void ConnectionField::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    arrange();
}

QString ConnectionField::typedAddress() const
{
    return m_edit->text().trimmed();
}

bool ConnectionField::isAnotherAddress() const
{
    return m_status.state == ConnectionState::NotConnected && typedAddress() != m_address;
}

void ConnectionField::editAddress()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void ConnectionField::arrange()
{
    const StateLook look = lookOf(m_status.state);
    m_stateIcon->setIcon(look.icon, look.role);
    const QString state = stateText(m_status, QDateTime::currentMSecsSinceEpoch() * 1000);
    m_stateText->setText(state);
    m_stateText->setRole(look.role);
    const bool editable = m_status.state == ConnectionState::NotConnected;
    m_edit->setVisible(editable);
    m_nameLabel->setText(m_name.isEmpty() && !editable ? m_address : m_name);
    m_nameLabel->setVisible(!editable && !m_nameLabel->text().isEmpty());
    m_addressLabel->setText(m_address);
    m_addressLabel->setVisible(!editable && !m_compact && !m_name.isEmpty());
    const StateLook trust = trustLook(m_status);
    m_trustIcon->setIcon(trust.icon, trust.role);
    m_trustText->setRole(trust.role);
    m_trustText->setText(trustText(m_status));
    m_trustText->setVisible(!m_compact);
    m_lockText->setVisible(!m_compact);
    m_trust->setVisible(!trustText(m_status).isEmpty());
    m_trust->setToolTip(trustExplanation(m_status));
    setAccessibleDescription(u"%1. %2 %3. %4"_s.arg(state, m_name, m_address, trustText(m_status)));
    update();
}

void ConnectionField::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Colours &c = m_theme->colours();
    const QColor border = m_edit->isVisible() && m_edit->hasFocus() ? c.accent : c.line2;
    paintBox(&painter, rect(), m_edit->isVisible() ? c.base : c.button, border, controlRadius + 1);
    for (int i = 1; i < layout()->count(); ++i) {
        const QLayoutItem *item = layout()->itemAt(i);
        if (item->widget()->isVisible())
            painter.fillRect(QRect(item->geometry().left(), 1, 1, height() - 2), c.line2);
    }
}

} // namespace console
