#include "ui/widgets/filterinput.h"

#include "lib/filter/filterfields.h"
#include "ui/widgets/suggestiondelegate.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QStandardItemModel>

#include <algorithm>
#include <utility>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostOffered = 200;
constexpr int popupWidth = 420;

/// What is written behind a suggestion, so that one can go on.
QString withSpaces(const QString &suggestion)
{
    static const QStringList operators{u"=="_s, u"!="_s, u"<"_s, u"<="_s, u">"_s, u">="_s};
    if (operators.contains(suggestion))
        return u' ' + suggestion + u' ';
    return fieldNamed(suggestion) ? suggestion : suggestion + u' ';
}

/// A filter may be longer than anyone reads.
QString shortened(const QString &text)
{
    constexpr qsizetype longest = 120;
    return text.size() <= longest ? text : text.first(longest) + u'…';
}

} // namespace

FilterInput::FilterInput(const Theme *theme, const QString &hint, QWidget *parent)
    : FilterField(theme, u"filter"_s, hint, parent), m_theme(theme),
      m_suggestions(new QStandardItemModel(this)), m_completer(new QCompleter(m_suggestions, this))
{
    setMaxLength(FilterExpression::maximumLength);
    m_completer->setWidget(this); // not setCompleter(): only a part of the text is completed
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(12);
    m_completer->popup()->setItemDelegate(new SuggestionDelegate(theme, m_completer->popup()));
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &FilterInput::insert);
    connect(this, &QLineEdit::textEdited, this, &FilterInput::offer);
    m_completer->popup()->installEventFilter(this);
    connect(this, &FilterField::rested, this, &FilterInput::takeText);
    connect(theme, &Theme::changed, this, &FilterInput::showLine);
}

void FilterInput::setExpression(const FilterExpression &expression)
{
    m_inForce = expression;
    renewRemark();
    const ParsedFilter written = parseFilter(text());
    if (!written.error && written.expression == expression)
        return;
    setError({});
    setShownText(expression.text());
}

void FilterInput::takeText(const QString &text)
{
    const ParsedFilter parsed = parseFilter(text);
    setError(parsed.error);
    if (parsed.error)
        return;
    const bool isAnother = std::exchange(m_inForce, parsed.expression) != parsed.expression;
    renewRemark();
    if (isAnother)
        emit expressionEdited(parsed.expression);
}

void FilterInput::renewRemark()
{
    m_remark = m_remarkOn ? m_remarkOn(m_inForce) : QString();
    showLine();
}

void FilterInput::offer()
{
    m_remark.clear();
    setError({}); // until typing pauses
    m_completion = completeFilter(text(), cursorPosition(), m_valuesOf);
    m_suggestions->clear();
    for (const FilterSuggestion &each :
        m_completion.suggestions.first(std::min<qsizetype>(mostOffered, m_completion.suggestions.size()))) {
        auto *item = new QStandardItem(each.text);
        item->setData(each.detail, SuggestionDelegate::DetailRole);
        m_suggestions->appendRow(item);
    }
    if (m_suggestions->rowCount() == 0 || !hasFocus() || text().isEmpty())
        return stopOffering();
    QRect place = cursorRect();
    place.setWidth(popupWidth);
    m_completer->complete(place);
}

/// The list is a window of its own: some platforms leave none active when it closes.
void FilterInput::stopOffering()
{
    if (!m_completer->popup()->isVisible())
        return;
    m_completer->popup()->hide();
    window()->activateWindow();
}

/// The current one may be none that the user went to: the list starts with its first.
bool FilterInput::isSuggestionMarked() const
{
    const QAbstractItemView *list = m_completer->popup();
    return list->isVisible() && list->selectionModel()->hasSelection();
}

void FilterInput::insert(const QModelIndex &suggestion)
{
    const QString apart = m_completion.needsSpace ? u" "_s : QString();
    const QString added = apart + withSpaces(suggestion.data().toString());
    QString whole = text();
    whole.replace(m_completion.from, m_completion.until - m_completion.from, added);
    setText(whole);
    setCursorPosition(int(m_completion.from + added.size()));
    emit textEdited(whole);
}

void FilterInput::setError(const FilterError &error)
{
    m_error = error;
    showLine();
    update();
}

/// The innermost of those around the field that has room below it: with it the line moves along.
QWidget *FilterInput::hostOfLine() const
{
    QWidget *host = parentWidget();
    while (host && !host->isWindow() && host->height() < 4 * height())
        host = host->parentWidget();
    return host;
}

/// What is wrong, and what holds meanwhile: the text in the field is not it.
QString FilterInput::problemText() const
{
    if (!m_error)
        return {};
    const QString inForce = m_inForce.isEmpty() ? tr("No filter is in force.")
                                                : tr("Still in force: %1").arg(shortened(m_inForce.text()));
    return toText(m_error) + u'\n' + inForce;
}

QString FilterInput::lineText() const
{
    return m_error ? problemText() : m_remark;
}

void FilterInput::showLine()
{
    setAccessibleDescription(lineText());
    if (!m_line)
        m_line = new QLabel(hostOfLine());
    if (m_line->parentWidget() != hostOfLine())
        m_line->setParent(hostOfLine());
    const bool isShown =
        !lineText().isEmpty() && !m_completer->popup()->isVisible(); // what is offered helps more
    if (isShown) {
        colourLine();
        placeLine();
    }
    m_line->setVisible(isShown);
}

void FilterInput::colourLine()
{
    const Colours &colours = m_theme->colours();
    QPalette palette;
    palette.setColor(QPalette::Window, m_error ? colours.errorBack : colours.infoBack);
    palette.setColor(QPalette::WindowText, m_error ? colours.error : colours.info);
    m_line->setPalette(palette);
    m_line->setAutoFillBackground(true);
}

void FilterInput::placeLine()
{
    m_line->setTextFormat(Qt::PlainText);
    m_line->setFont(Theme::font(TextSize::Dense));
    m_line->setMargin(6);
    m_line->setWordWrap(true);
    m_line->setText(lineText());
    const QWidget *host = m_line->parentWidget();
    const QPoint below = mapTo(host, QPoint(0, height() + 2));
    m_line->setFixedWidth(std::max(320, width()));
    m_line->adjustSize();
    m_line->move(std::min(below.x(), host->width() - m_line->width() - 4), below.y());
    m_line->raise();
}

QRect FilterInput::rectOf(qsizetype from, qsizetype until) const
{
    const int cursor = cursorPosition();
    const QFontMetrics metrics(font());
    const int toCursor = metrics.horizontalAdvance(text().first(cursor));
    const int start = metrics.horizontalAdvance(text().first(from));
    const int end = metrics.horizontalAdvance(text().first(until));
    const int origin = cursorRect().center().x() - toCursor;
    return {origin + start, 0, std::max(7, end - start), height()};
}

void FilterInput::paintEvent(QPaintEvent *event)
{
    FilterField::paintEvent(event);
    if (!m_error)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(24, 0, -4, 0));
    painter.setPen(QPen(m_theme->colours().error, 1.2));
    const QRect part = rectOf(m_error.position, m_error.position + m_error.length);
    const qreal base = height() - 4.5;
    QPainterPath wave(QPointF(part.left(), base));
    for (int x = part.left(), up = 1; x < part.right(); x += 3, up = !up)
        wave.lineTo(x + 3, base - 2 * up);
    painter.drawPath(wave);
}

/// While something is offered Tab writes it; else it goes to the next field as usual.
bool FilterInput::event(QEvent *event)
{
    const bool isTab =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Tab;
    if (!isTab || !m_completer->popup()->isVisible())
        return FilterField::event(event);
    const QModelIndex current = m_completer->popup()->currentIndex();
    const QModelIndex chosen = current.isValid() ? current : m_completer->completionModel()->index(0, 0);
    m_completer->popup()->hide();
    insert(chosen);
    return true;
}

/// Enter belongs to the list while the user has marked something in it; else the filter is finished.
void FilterInput::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && isSuggestionMarked())
        return event->ignore();
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::ControlModifier)
        return offer();
    if (isEnter)
        stopOffering();
    FilterField::keyPressEvent(event);
}

void FilterInput::resizeEvent(QResizeEvent *event)
{
    FilterField::resizeEvent(event);
    showLine();
}

/// The line gives way to the list and comes back behind it.
bool FilterInput::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_completer->popup() && (event->type() == QEvent::Show || event->type() == QEvent::Hide))
        showLine();
    return FilterField::eventFilter(watched, event);
}

} // namespace console
