#pragma once

#include "ui/models/jsonlines.h"

#include <QAbstractScrollArea>
#include <QByteArray>
#include <QTimer>

class QTextLayout;

namespace console {

class Theme;

/// One message as received: only the lines on screen are laid out, the first 64 kB at once, the rest on
/// request and in steps. What is selected and copied are the bytes themselves. GUI thread.
class JsonTextView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    enum class Form { Indented, Verbatim, Plain, Hex }; ///< plain: words, no JSON
    static constexpr qsizetype firstPage = 64 * 1024;
    /// Above this, text is not re-indented: a line of it may stand for a single byte.
    static constexpr qsizetype maximumIndented = 8 * 1024 * 1024;

    explicit JsonTextView(const Theme *theme, QWidget *parent = nullptr);
    ~JsonTextView() override;

    /// @param errorOffset  byte to mark in the hex form; -1: none.
    void setMessage(const QByteArray &bytes, Form form, qsizetype errorOffset = -1);
    Form form() const { return m_form; }
    bool isPartial() const { return m_form != Form::Hex && !m_lines.isComplete(); } ///< there is more to show
    int lineCount() const;
    QByteArray selectedBytes() const
    {
        return m_bytes.mid(selectionStart(), selectionEnd() - selectionStart());
    }

public slots:
    void showAll();
    void selectAll();
    void copy() const;

signals:
    void partialChanged(bool isPartial);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void restart();
    void continueToEnd();
    void updateScrollBars();
    qreal lineHeight() const;
    qsizetype selectionStart() const { return std::min(m_anchor, m_cursor); }
    qsizetype selectionEnd() const { return std::max(m_anchor, m_cursor); }
    ShownLine shownLine(int line) const;
    ShownLine hexLine(int line) const;
    void layOut(QTextLayout *layout, const ShownLine &line) const;
    void paintLine(QPainter *painter, int line, qreal top) const;
    void paintMoreRow(QPainter *painter, qreal top) const;
    bool isMoreRow(QPointF position) const;
    qsizetype offsetAt(QPointF position) const;
    void setSelection(qsizetype anchor, qsizetype cursor);

    const Theme *m_theme;
    QByteArray m_bytes;
    Form m_form = Form::Indented;
    qsizetype m_errorOffset = -1;
    JsonLines m_lines;
    QTimer m_step;
    qsizetype m_anchor = 0;
    qsizetype m_cursor = 0;
};

} // namespace console
