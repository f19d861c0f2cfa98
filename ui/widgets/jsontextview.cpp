#include "ui/widgets/jsontextview.h"

#include "ui/models/text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal padding = 10;
constexpr int bytesPerHexLine = 8;
constexpr qsizetype stepSize = 512 * 1024;

QColor colourOf(JsonShade shade, const Colours &colours)
{
    switch (shade) {
    case JsonShade::Punctuation:
        return colours.text3;
    case JsonShade::Key:
        return colours.text;
    case JsonShade::String:
        return colours.ok;
    case JsonShade::Number:
        return colours.jsonNumber;
    case JsonShade::Literal:
        return colours.jsonLiteral;
    case JsonShade::Hidden:
        break;
    }
    return colours.warn;
}

/// The first character of `line` that stands for a byte at or behind `offset`.
qsizetype characterAt(const ShownLine &line, qsizetype offset)
{
    const auto found = std::lower_bound(line.offsets.begin(), line.offsets.end(), offset);
    return std::min<qsizetype>(found - line.offsets.begin(), line.text.size());
}

QString printable(char c)
{
    return c >= 0x20 && c < 0x7F ? QString(QLatin1Char(c)) : u"·"_s;
}

} // namespace

JsonTextView::JsonTextView(const Theme *theme, QWidget *parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Message as received"));
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    m_step.setInterval(0);
    connect(&m_step, &QTimer::timeout, this, &JsonTextView::continueToEnd);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

JsonTextView::~JsonTextView() = default;

void JsonTextView::setMessage(const QByteArray &bytes, Form form, qsizetype errorOffset)
{
    m_lines = {};
    m_bytes = bytes;
    m_form = form;
    m_errorOffset = errorOffset;
    m_anchor = m_cursor = 0;
    restart();
    horizontalScrollBar()->setValue(0);
    verticalScrollBar()->setValue(errorOffset >= 0 ? int(errorOffset / bytesPerHexLine) - 4 : 0);
}

void JsonTextView::restart()
{
    m_step.stop();
    m_lines = JsonLines(m_bytes, m_form == Form::Indented && m_bytes.size() <= maximumIndented);
    // One more than the page, so that a text that just fits it is known to be whole.
    m_lines.advanceTo(m_bytes.size() <= firstPage ? firstPage + 1 : firstPage);
    updateScrollBars();
    emit partialChanged(isPartial());
    viewport()->update();
}

void JsonTextView::showAll()
{
    if (isPartial())
        m_step.start();
}

void JsonTextView::continueToEnd()
{
    m_lines.advanceTo(m_lines.position() + stepSize);
    if (m_lines.isComplete() || m_lines.isCutShort()) {
        m_step.stop();
        emit partialChanged(isPartial());
    }
    updateScrollBars();
    viewport()->update();
}

int JsonTextView::lineCount() const
{
    if (m_form == Form::Hex)
        return int((m_bytes.size() + bytesPerHexLine - 1) / bytesPerHexLine);
    return int(m_lines.lines().size());
}

qreal JsonTextView::lineHeight() const
{
    return std::ceil(QFontMetricsF(m_theme->fixedFont()).height()) + 2;
}

void JsonTextView::updateScrollBars()
{
    const int visible = std::max(1, int(viewport()->height() / lineHeight()) - 1);
    const int rows = lineCount() + (isPartial() ? 1 : 0);
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setRange(0, std::max(0, rows - visible));
    qint32 longest = m_form == Form::Hex ? 46 : 0;
    for (const JsonLine &line : m_lines.lines())
        longest =
            std::max(longest, std::min<qint32>(line.length, JsonLines::maximumLength) + line.indent * 2);
    const qreal width =
        qreal(longest) * QFontMetricsF(m_theme->fixedFont()).horizontalAdvance(QLatin1Char('0'))
        + 2 * padding;
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, int(width) - viewport()->width()));
}

ShownLine JsonTextView::shownLine(int line) const
{
    return m_form == Form::Hex ? hexLine(line) : m_lines.shown(size_t(line));
}

/// "00000010  7b 22 45 76  {"Ev"
ShownLine JsonTextView::hexLine(int line) const
{
    const qsizetype start = qsizetype(line) * bytesPerHexLine;
    const qsizetype end = std::min(start + bytesPerHexLine, m_bytes.size());
    ShownLine shown;
    const auto add = [&shown](const QString &text, qsizetype offset, JsonShade shade) {
        shown.runs.push_back({shown.text.size(), text.size(), shade});
        shown.offsets.insert(shown.offsets.end(), size_t(text.size()), offset);
        shown.text += text;
    };
    add(u"%1  "_s.arg(qulonglong(start), 8, 16, QLatin1Char('0')), start, JsonShade::Punctuation);
    for (qsizetype at = start; at < end; ++at)
        add(u"%1 "_s.arg(uint(quint8(m_bytes[at])), 2, 16, QLatin1Char('0')), at, JsonShade::Key);
    add(QString((start + bytesPerHexLine - end) * 3 + 1, u' '), end, JsonShade::Punctuation);
    for (qsizetype at = start; at < end; ++at)
        add(printable(m_bytes[at]), end, JsonShade::Punctuation);
    shown.offsets.push_back(end);
    return shown;
}

void JsonTextView::layOut(QTextLayout *layout, const ShownLine &line) const
{
    const Colours &colours = m_theme->colours();
    QList<QTextLayout::FormatRange> formats;
    for (const ShownLine::Run &run : line.runs) {
        QTextLayout::FormatRange range;
        range.start = int(run.start);
        range.length = int(run.length);
        const bool isWord = m_form == Form::Plain && run.shade != JsonShade::Hidden;
        range.format.setForeground(isWord ? colours.text : colourOf(run.shade, colours));
        formats += range;
    }
    QTextOption option;
    option.setTextDirection(Qt::LeftToRight);
    option.setWrapMode(QTextOption::NoWrap);
    layout->setTextOption(option);
    layout->setFont(m_theme->fixedFont());
    layout->setText(line.text);
    layout->setFormats(formats);
    layout->beginLayout();
    layout->createLine();
    layout->endLayout();
}

void JsonTextView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme->colours().base);
    const qreal height = lineHeight();
    const int first = verticalScrollBar()->value();
    const int count = lineCount();
    qreal top = padding / 2;
    int line = first;
    for (; line < count && top < viewport()->height(); ++line, top += height)
        paintLine(&painter, line, top);
    if (isPartial() && line == count)
        paintMoreRow(&painter, top);
    if (hasFocus() && m_bytes.size() > 0) {
        painter.setPen(QPen(m_theme->colours().accent, 1));
        painter.drawRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void JsonTextView::paintLine(QPainter *painter, int line, qreal top) const
{
    const ShownLine shown = shownLine(line);
    const Colours &colours = m_theme->colours();
    QTextLayout layout;
    layOut(&layout, shown);
    QList<QTextLayout::FormatRange> marks;
    const auto mark = [&](qsizetype from, qsizetype until, const QColor &back) {
        QTextLayout::FormatRange range;
        range.start = int(characterAt(shown, from));
        range.length = int(characterAt(shown, until)) - range.start;
        range.format.setBackground(back);
        if (range.length > 0)
            marks += range;
    };
    mark(selectionStart(), selectionEnd(), hasFocus() ? colours.selection : colours.selectionInactive);
    if (m_form == Form::Hex && m_errorOffset / bytesPerHexLine == line && m_errorOffset >= 0) {
        QTextLayout::FormatRange error;
        // Two digits of three characters each behind the offset; past the end it is where the byte would be.
        error.start = 10 + int(m_errorOffset % bytesPerHexLine) * 3;
        error.length = 2;
        error.format.setBackground(mixed(colours.errorBack, colours.error, 0.3));
        marks += error;
    }
    const QPointF at(padding - horizontalScrollBar()->value(), top);
    layout.draw(painter, at, marks);
    if (m_form != Form::Hex && m_lines.lines()[size_t(line)].continued) {
        painter->setPen(colours.accent);
        painter->drawText(QPointF(1, top + layout.lineAt(0).ascent()), u"↪"_s);
    }
}

void JsonTextView::paintMoreRow(QPainter *painter, qreal top) const
{
    const Colours &colours = m_theme->colours();
    painter->setFont(m_theme->font(TextSize::Dense));
    painter->setPen(colours.accent);
    QString text = tr("Show all (%1)").arg(sizeText(m_bytes.size()));
    if (m_step.isActive())
        text = tr("Reading… %1 of %2").arg(sizeText(m_lines.position()), sizeText(m_bytes.size()));
    else if (m_lines.isCutShort())
        text = tr("The rest has too many lines to show. Copy takes all.");
    painter->drawText(
        QRectF(padding, top, viewport()->width() - 2 * padding, lineHeight()), Qt::AlignVCenter, text);
}

bool JsonTextView::isMoreRow(QPointF position) const
{
    const int row = verticalScrollBar()->value() + int((position.y() - padding / 2) / lineHeight());
    return isPartial() && !m_lines.isCutShort() && row == lineCount();
}

qsizetype JsonTextView::offsetAt(QPointF position) const
{
    const int row =
        verticalScrollBar()->value() + int(std::floor((position.y() - padding / 2) / lineHeight()));
    if (row < 0 || lineCount() == 0)
        return 0;
    if (row >= lineCount())
        return m_form == Form::Hex ? m_bytes.size() : m_lines.position();
    const ShownLine shown = shownLine(row);
    QTextLayout layout;
    layOut(&layout, shown);
    const int at = layout.lineAt(0).xToCursor(position.x() - padding + horizontalScrollBar()->value());
    return shown.offsets[size_t(std::min<qsizetype>(at, shown.text.size()))];
}

void JsonTextView::setSelection(qsizetype anchor, qsizetype cursor)
{
    m_anchor = anchor;
    m_cursor = cursor;
    viewport()->update();
}

void JsonTextView::selectAll()
{
    setSelection(0, m_bytes.size());
}

void JsonTextView::copy() const
{
    const QByteArray bytes = selectionStart() == selectionEnd() ? m_bytes : selectedBytes();
    auto mime = std::make_unique<QMimeData>();
    mime->setText(QString::fromUtf8(bytes));
    mime->setData(u"application/octet-stream"_s, bytes);
    QApplication::clipboard()->setMimeData(mime.release());
}

void JsonTextView::resizeEvent(QResizeEvent *)
{
    updateScrollBars();
}

void JsonTextView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    switch (event->key()) {
    case Qt::Key_Home:
        return bar->setValue(0);
    case Qt::Key_End:
        return bar->setValue(bar->maximum());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return showAll();
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void JsonTextView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (isMoreRow(event->position()))
        return showAll();
    const qsizetype at = offsetAt(event->position());
    setSelection(event->modifiers() & Qt::ShiftModifier ? m_anchor : at, at);
}

void JsonTextView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        setSelection(m_anchor, offsetAt(event->position()));
}

/// Selects the token under the pointer: up to the quotes, commas or brackets around it.
void JsonTextView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto ends = [this](
                          qsizetype at) { return QByteArrayView(" \t\r\n\"{}[],:").contains(m_bytes[at]); };
    qsizetype from = std::min(offsetAt(event->position()), m_bytes.size());
    qsizetype until = from;
    const qsizetype least = std::max<qsizetype>(0, from - 4096);
    const qsizetype most = std::min(m_bytes.size(), from + 4096);
    while (from > least && !ends(from - 1))
        --from;
    while (until < most && !ends(until))
        ++until;
    setSelection(from, until);
}

void JsonTextView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_anchor == m_cursor ? tr("Copy message") : tr("Copy"), this, &JsonTextView::copy);
    menu->addAction(tr("Select all"), this, &JsonTextView::selectAll);
    if (isPartial() && !m_lines.isCutShort())
        menu->addAction(tr("Show all"), this, &JsonTextView::showAll);
    menu->popup(event->globalPos());
}

void JsonTextView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateScrollBars();
    QAbstractScrollArea::changeEvent(event);
}

} // namespace console
