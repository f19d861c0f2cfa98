#include "ui/widgets/jsoneditor.h"

#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

/// Line numbers and error marks at the left edge; the editor paints them.
class JsonEditor::Gutter : public QWidget
{
public:
    explicit Gutter(JsonEditor *editor) : QWidget(editor), m_editor(editor) { }
    QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QPainter painter(this);
        m_editor->paintGutter(&painter, event->rect());
    }

private:
    JsonEditor *m_editor;
};

JsonEditor::JsonEditor(const Theme *theme, QWidget *parent)
    : QPlainTextEdit(parent), m_theme(theme), m_gutter(new Gutter(this))
{
    setFont(Theme::fixedFont());
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true); // Tab must leave the editor: everything is reachable by keyboard
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(8);
    setAccessibleName(tr("Request as JSON"));
    layOutGutter();

    connect(this, &QPlainTextEdit::blockCountChanged, this, &JsonEditor::layOutGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        colourTokens();
        if (!m_settingText)
            emit edited();
    });
    connect(m_theme, &Theme::changed, this, [this] {
        colourTokens();
        markLines();
    });
}

QByteArray JsonEditor::json() const
{
    // Not toPlainText(): that turns no-break spaces into spaces, and what is shown must be what is sent.
    return document()->toRawText().replace(QChar::ParagraphSeparator, u'\n').toUtf8();
}

void JsonEditor::setJson(const QByteArray &json)
{
    const QString before = QString::fromUtf8(this->json());
    const QString after = QString::fromUtf8(json);
    if (before == after)
        return;
    const auto [fromBefore, fromAfter] = std::ranges::mismatch(before, after);
    const qsizetype start = fromBefore - before.begin();
    qsizetype tail = 0;
    while (tail < before.size() - start && tail < after.size() - start
        && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;

    m_settingText = true;
    QTextCursor cursor(document());
    cursor.setPosition(int(start));
    cursor.setPosition(int(before.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(after.sliced(start, after.size() - tail - start));
    m_settingText = false;
}

void JsonEditor::setMarks(const QList<JsonMark> &marks)
{
    m_marks = marks;
    colourTokens();
    markLines();
}

int JsonEditor::positionOf(qsizetype byte) const
{
    return int(QString::fromUtf8(json().left(byte)).size());
}

static QColor tokenColour(const Colours &colours, JsonToken token)
{
    switch (token) {
    case JsonToken::String:
        return colours.ok;
    case JsonToken::Number:
        return colours.jsonNumber;
    case JsonToken::True:
    case JsonToken::False:
    case JsonToken::Null:
        return colours.jsonLiteral;
    default:
        return colours.text;
    }
}

/// Colours go straight to the layouts: they are no part of the document, so neither undo nor textChanged()
/// sees them.
void JsonEditor::colourTokens()
{
    const QByteArray text = json();
    QHash<int, QList<QTextLayout::FormatRange>> ranges;
    const auto add = [&](ByteSpan span, const QTextCharFormat &format) {
        const int start = int(QString::fromUtf8(text.left(span.start)).size());
        const int length = int(QString::fromUtf8(span.in(text)).size());
        const QTextBlock block = document()->findBlock(start);
        ranges[block.blockNumber()].append({start - block.position(), length, format});
    };
    JsonLexer lexer(text);
    for (JsonToken token = lexer.next(); token != JsonToken::End && token != JsonToken::Error;
         token = lexer.next()) {
        QTextCharFormat format;
        format.setForeground(tokenColour(m_theme->colours(), token));
        add(lexer.span(), format);
    }
    for (const JsonMark &mark : m_marks) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(m_theme->colours().error);
        format.setForeground(m_theme->colours().error);
        if (mark.span.end() <= text.size())
            add(mark.span, format);
    }
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        block.layout()->setFormats(ranges.value(block.blockNumber()));
    viewport()->update();
}

void JsonEditor::markLines()
{
    m_markedLines.clear();
    QList<QTextEdit::ExtraSelection> lines;
    for (const JsonMark &mark : m_marks) {
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(document());
        line.cursor.setPosition(std::min(positionOf(mark.span.start), document()->characterCount() - 1));
        line.format.setBackground(m_theme->colours().errorBack);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        m_markedLines.append(line.cursor.blockNumber());
        lines.append(line);
    }
    setExtraSelections(lines);
    m_gutter->update();
}

int JsonEditor::gutterWidth() const
{
    const int digits = std::max(2, int(QString::number(blockCount()).size()));
    return 34 + fontMetrics().horizontalAdvance(u'9') * digits;
}

void JsonEditor::layOutGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_gutter->setGeometry(area.left(), area.top(), gutterWidth(), area.height());
}

void JsonEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layOutGutter();
}

void JsonEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOutGutter();
}

bool JsonEditor::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        auto *help = static_cast<QHelpEvent *>(event);
        const int line = cursorForPosition(help->pos()).blockNumber();
        const auto index = m_markedLines.indexOf(line);
        QToolTip::showText(
            help->globalPos(), index < 0 ? QString() : m_marks[index].text.toHtmlEscaped(), this);
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void JsonEditor::paintGutter(QPainter *painter, const QRect &area)
{
    const Colours &colours = m_theme->colours();
    painter->fillRect(area, colours.panel);
    painter->fillRect(m_gutter->width() - 1, area.top(), 1, area.height(), colours.line);
    painter->setFont(font());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    const int height = fontMetrics().height();
    for (; block.isValid() && top <= area.bottom(); block = block.next()) {
        const bool marked = m_markedLines.contains(block.blockNumber());
        painter->setPen(marked ? colours.error : colours.text3);
        const QRectF number(0, top, m_gutter->width() - 10, height);
        painter->drawText(number, Qt::AlignRight, QString::number(block.blockNumber() + 1));
        if (marked)
            m_theme->drawIcon(painter, u"error"_s, colours.error, QPointF(13, top + height / 2.0), 14);
        top += blockBoundingRect(block).height();
    }
}

} // namespace console
