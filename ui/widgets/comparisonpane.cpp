#include "ui/widgets/comparisonpane.h"

#include "ui/models/numbers.h"
#include "ui/widgets/differenceview.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/themedlabel.h"

#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

QString numberOf(MessageId message)
{
    return groupedNumber(qint64(message.value));
}

QString summaryOf(const MessageDifference &difference)
{
    if (!difference.problem.isEmpty())
        return difference.problem;
    const qsizetype count = difference.differences.size();
    if (count == 0)
        return ComparisonPane::tr("They say the same. White space and the order of keys do not count.");
    if (difference.isCut)
        return ComparisonPane::tr("The first %1 differences; there are more.").arg(groupedNumber(count));
    return count == 1 ? ComparisonPane::tr("1 difference")
                      : ComparisonPane::tr("%1 differences").arg(groupedNumber(count));
}

} // namespace

ComparisonPane::ComparisonPane(const MessageLog *log, const Theme *theme, QWidget *parent)
    : QWidget(parent), m_log(log), m_offer(new PaneButton(theme, PaneButton::Tone::Framed, this)),
      m_close(new PaneButton(theme, PaneButton::Tone::Framed, this)),
      m_title(new ThemedLabel(theme, TextSize::Body, &Colours::text, this)),
      m_summary(new ThemedLabel(theme, TextSize::Dense, &Colours::text2, this)),
      m_view(new DifferenceView(theme, this)),
      m_question([this](const MessageDifference &difference) { show(difference); })
{
    m_title->setWeight(QFont::DemiBold);
    m_title->setWordWrap(true);
    m_summary->setWordWrap(true);
    m_offer->setMaximumLabelWidth(280);
    m_close->setLabel(tr("Close the comparison"));
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 8, 12, 8);
    head->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_offer, m_title, m_summary, m_close})
        head->addWidget(widget, 0, widget == m_offer || widget == m_close ? Qt::AlignLeft : Qt::Alignment());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    connect(m_offer, &QAbstractButton::clicked, this, &ComparisonPane::compare);
    connect(m_close, &QAbstractButton::clicked, this, &ComparisonPane::close);
    connect(log, &MessageLog::textArrived, this, [this] {
        if (m_waitsForText)
            ask();
    });
    showState();
}

void ComparisonPane::setPinned(MessageId message)
{
    m_pinned = message;
    m_other = {};
    setComparing(false);
}

void ComparisonPane::offer(MessageId other)
{
    m_other = other == m_pinned ? MessageId() : other;
    if (m_isComparing && m_other)
        ask(); // goes on with what is selected now
    else
        setComparing(false);
}

void ComparisonPane::compare()
{
    if (!m_pinned || !m_other)
        return;
    setComparing(true);
    ask();
}

void ComparisonPane::close()
{
    setComparing(false);
}

QString ComparisonPane::summary() const
{
    return m_summary->text();
}

/// What a recording holds may have to be read first.
void ComparisonPane::ask()
{
    m_waitsForText = false;
    m_view->setDifferences({});
    if (!m_log->contains(m_pinned) || !m_log->contains(m_other))
        return show({{}, false, tr("One of the two is no longer in memory.")});
    const QByteArrayView before = m_log->text(m_pinned);
    const QByteArrayView after = m_log->text(m_other);
    for (const MessageId message : {m_pinned, m_other})
        if (const QString problem = m_log->textProblem(message); !problem.isEmpty())
            return show({{}, false, problem});
    m_waitsForText = !m_log->hasText(m_pinned) || !m_log->hasText(m_other);
    m_summary->setText(m_waitsForText ? tr("Reading from the recording…") : tr("Comparing…"));
    showState();
    if (m_waitsForText)
        return;
    m_question.ask([before = before.toByteArray(), after = after.toByteArray()] {
        return differenceBetween(before, after);
    });
}

void ComparisonPane::show(const MessageDifference &difference)
{
    m_summary->setText(summaryOf(difference));
    m_view->setDifferences(difference.differences);
    showState();
}

void ComparisonPane::setComparing(bool comparing)
{
    const bool changes = std::exchange(m_isComparing, comparing) != comparing;
    if (!comparing) {
        m_question.forget();
        m_waitsForText = false;
    }
    showState();
    if (changes)
        emit comparingChanged(comparing);
}

void ComparisonPane::showState()
{
    m_offer->setLabel(tr("Compare with message %1").arg(numberOf(m_other)));
    m_offer->setVisible(!m_isComparing && m_pinned && m_other);
    m_title->setText(tr("From message %1 to message %2").arg(numberOf(m_pinned), numberOf(m_other)));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_summary, m_close, m_view})
        widget->setVisible(m_isComparing);
    setVisible(m_isComparing || (m_pinned && m_other));
}

} // namespace console
