#include "ui/widgets/connectingpage.h"

#include "ui/models/connectiontext.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/themedlabel.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

/// How far an attempt is: the position of its state among the steps.
int progress(ConnectionState state, const QList<ConnectionStep> &steps)
{
    if (state == ConnectionState::WaitingForDecision)
        state = ConnectionState::CheckingCertificate;
    for (int i = 0; i < steps.size(); ++i)
        if (steps.at(i).state == state)
            return i;
    return 0;
}

} // namespace

ConnectingPage::ConnectingPage(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_list(new QWidget(this)), m_title(nullptr)
{
    setAccessibleName(u"Connecting"_s);
    auto *grid = new QGridLayout(m_list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(14);
    grid->setColumnStretch(1, 1);
    m_title = new ThemedLabel(theme, {}, &Colours::text, TextSize::DialogTitle, m_list);
    grid->addWidget(m_title, 0, 0, 1, 2);
    for (const ConnectionStep &step : connectionSteps()) {
        auto *icon = new IconLabel(theme, u"pending"_s, &Colours::text3, 16, m_list);
        auto *text = new ThemedLabel(theme, step.text, &Colours::text3, TextSize::Body, m_list);
        const int row = grid->rowCount();
        grid->addWidget(icon, row, 0);
        grid->addWidget(text, row, 1);
        m_steps.append({step.state, icon, text});
    }
    auto *cancel = new QPushButton(theme->icon(u"close"_s), u"Cancel"_s, m_list);
    connect(cancel, &QPushButton::clicked, this, &ConnectingPage::cancelRequested);
    grid->setRowMinimumHeight(grid->rowCount(), 4);
    grid->addWidget(cancel, grid->rowCount(), 0, 1, 2, Qt::AlignLeft);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(64, 48, 64, 24);
    page->addWidget(m_list);
    page->addStretch(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(patience);
    connect(&m_timer, &QTimer::timeout, m_list, &QWidget::show);
    m_list->hide();
}

void ConnectingPage::setTarget(const QString &name, const QString &address)
{
    m_title->setText(u"Connecting to %1"_s.arg(name.isEmpty() ? address : name));
}

void ConnectingPage::setStatus(const ConnectionStatus &status)
{
    if (status.isBusy() && !m_busy) {
        m_list->hide();
        m_timer.start();
    }
    m_busy = status.isBusy();
    if (!m_busy)
        return m_timer.stop();
    const int now = progress(status.state, connectionSteps());
    for (int i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps.at(i);
        step.icon->setIcon(i < now ? u"check-circle"_s
                : i == now         ? u"retry"_s
                                   : u"pending"_s,
            i < now        ? &Colours::ok
                : i == now ? &Colours::accent
                           : &Colours::text3);
        step.text->setRole(i <= now ? &Colours::text : &Colours::text3);
        step.text->setAccessibleDescription(i < now ? u"done"_s : i == now ? u"under way"_s : u"to come"_s);
    }
}

void ConnectingPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme->colours().base);
}

} // namespace console
