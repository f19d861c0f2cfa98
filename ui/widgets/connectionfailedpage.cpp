#include "ui/widgets/connectionfailedpage.h"

#include "ui/models/connectiontext.h"
#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/ladderview.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/reportpanel.h"
#include "ui/widgets/themedlabel.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int textWidth = 732;
constexpr int courseWidth = 440;
constexpr int stackedBelow = 1'100; ///< narrower: one column
constexpr int mostAttempts = 6;
constexpr qsizetype longestText = 2'000; // characters; names in a certificate have no bound of their own

QString iconOf(FailureAction action)
{
    switch (action) {
    case FailureAction::TryAgain:
        return u"retry"_s;
    case FailureAction::AddClientCertificate:
    case FailureAction::ChooseClientCertificate:
    case FailureAction::ShowCertificate:
    case FailureAction::CompareCertificates:
        return u"certificate"_s;
    case FailureAction::EnterPassphrase:
    case FailureAction::EditHeader:
        return u"key"_s;
    default:
        return u"sliders"_s;
    }
}

QString plainDetails(const Failure &failure, const QString &title)
{
    QStringList lines{title, visibleText(failure.title)};
    if (failure.httpStatus != 0)
        lines.append(u"HTTP status: %1"_s.arg(failure.httpStatus));
    if (failure.closeCode > 0)
        lines.append(u"close code: %1 %2"_s.arg(failure.closeCode).arg(visibleText(failure.closeReason)));
    if (!failure.detail.isEmpty())
        lines.append(u"detail: "_s + visibleText(failure.detail, longestText));
    return lines.join(u'\n');
}

/// A grid asks for the height at its own, greater width: a label of several lines says itself what it needs.
void fitHeight(ThemedLabel *label)
{
    label->setMinimumHeight(qMax(0, label->heightForWidth(label->maximumWidth())));
}

ThemedLabel *wrapped(const Theme *theme, const QString &text, ColourRole role, int width, QWidget *parent)
{
    auto *label = new ThemedLabel(theme, text, role, TextSize::Body, parent);
    label->setWordWrap(true);
    label->setMaximumWidth(qRound(width * Theme::scale()));
    fitHeight(label);
    return label;
}

ThemedLabel *heading(const Theme *theme, const QString &text, QWidget *parent)
{
    auto *label = new ThemedLabel(theme, text, &Colours::text, TextSize::Body, parent);
    label->setWeight(QFont::DemiBold);
    return label;
}

/// The number of an advice, in a circle.
class NumberBadge : public QWidget
{
public:
    NumberBadge(const Theme *theme, int number, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_number(number)
    {
        const int side = qRound(21 * Theme::scale());
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_theme->colours().control);
        painter.drawEllipse(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(m_theme->colours().text2);
        painter.setFont(Theme::font(TextSize::Caption, QFont::Medium));
        painter.drawText(rect(), Qt::AlignCenter, QString::number(m_number));
    }

private:
    const Theme *m_theme;
    int m_number;
};

void removeRows(QGridLayout *grid)
{
    while (QLayoutItem *item = grid->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater(); // its own button may be asking
        }
        delete item;
    }
}

} // namespace

ConnectionFailedPage::ConnectionFailedPage(const Theme *theme, QWidget *parent)
    : QScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(u"Connection failed"_s);
    auto *content = new QWidget;
    content->setBackgroundRole(QPalette::Base);
    content->setAutoFillBackground(true);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, content);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(0);
    m_columns->addWidget(story(), 1);
    m_columns->addWidget(course());
    setWidget(content);
    setFailure({});
    setReport({});
    setAttempts({});
}

QWidget *ConnectionFailedPage::story()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(64, 44, 40, 32);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(8);
    grid->addWidget(new IconLabel(m_theme, u"error"_s, &Colours::error, 32, box), 0, 0, Qt::AlignTop);
    m_title = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::PageTitle, box);
    m_title->setWordWrap(true);
    m_cause = wrapped(m_theme, {}, &Colours::text2, textWidth, box);
    grid->addWidget(m_title, 0, 1);
    grid->addWidget(m_cause, 1, 1);
    grid->setRowMinimumHeight(2, 14);
    grid->addWidget(heading(m_theme, u"What to do"_s, box), 3, 1);
    m_adviceBox = new QWidget(box);
    m_advice = new QGridLayout(m_adviceBox);
    m_advice->setContentsMargins(0, 0, 0, 0);
    m_advice->setHorizontalSpacing(12);
    m_advice->setVerticalSpacing(8);
    m_advice->setColumnStretch(1, 1);
    grid->addWidget(m_adviceBox, 4, 1);
    grid->setRowMinimumHeight(5, 14);
    m_details = new ReportPanel(m_theme, box);
    m_details->setMaximumWidth(qRound(textWidth * Theme::scale()));
    grid->addWidget(m_details, 6, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(7, 1);
    return box;
}

QWidget *ConnectionFailedPage::course()
{
    auto *box = new Strip(m_theme, &Colours::panel, Qt::LeftEdge, this);
    box->setMinimumWidth(qRound(courseWidth * Theme::scale()));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(25, 22, 24, 20);
    column->setSpacing(14);
    auto *head = new QHBoxLayout;
    head->addWidget(heading(m_theme, u"How far it got"_s, box), 1);
    head->addWidget(m_asked = new ThemedLabel(m_theme, {}, &Colours::text3, TextSize::Dense, box));
    column->addLayout(head);
    column->addWidget(m_ladder = new LadderView(m_theme, box));
    m_earlier = new QWidget(box);
    auto *earlier = new QVBoxLayout(m_earlier);
    earlier->setContentsMargins(0, 8, 0, 0);
    earlier->setSpacing(10);
    earlier->addWidget(heading(m_theme, u"Earlier attempts"_s, m_earlier));
    m_earlierRows = new QGridLayout;
    m_earlierRows->setHorizontalSpacing(10);
    m_earlierRows->setVerticalSpacing(8);
    m_earlierRows->setColumnMinimumWidth(1, qRound(116 * Theme::scale()));
    m_earlierRows->setColumnStretch(2, 1);
    earlier->addLayout(m_earlierRows);
    column->addWidget(m_earlier);
    column->addWidget(m_hintBox = hintBox());
    column->addStretch(1);
    return box;
}

QWidget *ConnectionFailedPage::hintBox()
{
    auto *box = new console::Panel(m_theme, &Colours::infoBack, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(10);
    row->addWidget(new IconLabel(m_theme, u"info"_s, &Colours::info, 16, box), 0, Qt::AlignTop);
    row->addWidget(m_hint = wrapped(m_theme, {}, &Colours::text, courseWidth - 100, box), 1);
    return box;
}

void ConnectionFailedPage::setFailure(const Failure &failure)
{
    m_failure = failure;
    m_report = {};
    m_title->setText(visibleText(failure.title));
    m_cause->setText(visibleText(failure.cause, longestText));
    fitHeight(m_cause);
    showAdvice();
    showDetails();
}

/// The first advice has the buttons; the others are for people.
void ConnectionFailedPage::showAdvice()
{
    removeRows(m_advice);
    m_main = nullptr;
    const QStringList advice = m_failure.advice;
    for (int i = 0; i < advice.size(); ++i) {
        const int row = 2 * i;
        m_advice->addWidget(new NumberBadge(m_theme, i + 1, m_adviceBox), row, 0, Qt::AlignTop);
        m_advice->addWidget(wrapped(m_theme, visibleText(advice.at(i), longestText), &Colours::text,
                                textWidth - 40, m_adviceBox),
            row, 1);
        if (i == 0)
            m_advice->addWidget(actionRow(m_failure.actions), row + 1, 1);
    }
    if (advice.isEmpty())
        m_advice->addWidget(actionRow(m_failure.actions), 0, 0, 1, 2);
}

QWidget *ConnectionFailedPage::actionRow(const QList<FailureAction> &actions)
{
    auto *box = new QWidget(m_adviceBox);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(8);
    for (const FailureAction action : actions)
        row->addWidget(actionButton(action, action == actions.first(), box));
    row->addStretch(1);
    return box;
}

QPushButton *ConnectionFailedPage::actionButton(FailureAction action, bool main, QWidget *parent)
{
    const ColourRole colour = main ? &Colours::onPrimary : &Colours::text;
    auto *button = new QPushButton(m_theme->icon(iconOf(action), colour), toText(action), parent);
    makePrimary(button, main);
    if (main)
        m_main = button;
    connect(button, &QPushButton::clicked, this, [this, action] { emit actionRequested(action); });
    return button;
}

void ConnectionFailedPage::setReport(const ProbeReport &report)
{
    m_report = report;
    m_ladder->setReport(report);
    const QString when = QDateTime::fromMSecsSinceEpoch(report.startedAt / 1'000).toString(u"HH:mm:ss"_s);
    m_asked->setText(report.startedAt == 0 ? QString()
            : report.finished ? u"%1, asked again at %2"_s.arg(stepDurationText(report.duration), when)
                              : u"asking again…"_s);
    showHint();
    showDetails();
}

void ConnectionFailedPage::setAttempts(const QList<PastAttempt> &attempts)
{
    m_attempts = attempts;
    removeRows(m_earlierRows);
    const qint64 now = QDateTime::currentMSecsSinceEpoch() * 1'000;
    for (int i = 0; i < qMin<qsizetype>(attempts.size(), mostAttempts); ++i) {
        const PastAttempt &attempt = attempts.at(i);
        const bool worked = attempt.connectedFor > 0;
        m_earlierRows->addWidget(new IconLabel(m_theme, worked ? u"check-circle"_s : u"error"_s,
                                     worked ? &Colours::ok : &Colours::error, 16, m_earlier),
            i, 0);
        m_earlierRows->addWidget(new ThemedLabel(m_theme, attemptTimeText(attempt.time, now), &Colours::text2,
                                     TextSize::Dense, m_earlier),
            i, 1);
        auto *text = new ThemedLabel(
            m_theme, visibleText(attemptText(attempt)), &Colours::text, TextSize::Dense, m_earlier);
        text->setElided(Qt::ElideRight);
        m_earlierRows->addWidget(text, i, 2);
    }
    m_earlier->setVisible(!attempts.isEmpty());
    showHint();
}

/// Where asking again found something else, that is said first: the attempt is over, the server may be back.
void ConnectionFailedPage::showHint()
{
    QString hint = historyHint(m_attempts, QDateTime::currentMSecsSinceEpoch() * 1'000);
    if (m_report.finished && !m_report.failure)
        hint = u"Asked again, everything worked. Try again."_s;
    else if (m_report.finished && m_report.failure.kind != m_failure.kind)
        hint =
            u"Asked again, it went otherwise: %1. %2"_s.arg(m_report.failure.title, m_report.failure.cause);
    m_hint->setText(visibleText(hint, longestText));
    fitHeight(m_hint);
    m_hintBox->setVisible(!hint.isEmpty());
}

void ConnectionFailedPage::setTarget(const QString &name, const QString &address)
{
    m_name = name;
    m_address = address;
    showDetails();
}

QString ConnectionFailedPage::title() const
{
    // A query may hold a token; a report is handed on.
    const QString address = QUrl(m_address).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    return m_name.isEmpty() ? address : u"%1, %2"_s.arg(m_name, address);
}

void ConnectionFailedPage::showDetails()
{
    if (m_report.lines.isEmpty())
        m_details->setPlain(plainDetails(m_failure, title()));
    else
        m_details->setReport(m_report, title());
}

void ConnectionFailedPage::focusMain()
{
    if (m_main)
        m_main->setFocus(Qt::TabFocusReason);
}

void ConnectionFailedPage::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    const bool stacked = width() < qRound(stackedBelow * Theme::scale());
    m_columns->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace console
