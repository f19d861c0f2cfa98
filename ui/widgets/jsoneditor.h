#pragma once

#include "lib/protocol/jsonlexer.h"

#include <QPlainTextEdit>

namespace console {

class Theme;

/// Where to look in the document, and why.
struct JsonMark
{
    ByteSpan span;
    QString text; ///< for the tooltip and assistive technology
};

/// The text side of the composer: JSON in the colours of its tokens, line numbers, marked values. For
/// requests, which are short; what was received is shown by JsonTextView.
class JsonEditor : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit JsonEditor(const Theme *theme, QWidget *parent = nullptr);

    QByteArray json() const; ///< exactly what is shown
    /// Changes only what differs, so that cursor and undo survive.
    void setJson(const QByteArray &json);
    void setMarks(const QList<JsonMark> &marks);

signals:
    void edited(); ///< by the user, not by setJson()

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    class Gutter;
    int gutterWidth() const;
    void layOutGutter();
    void paintGutter(QPainter *painter, const QRect &area);
    void colourTokens();
    void markLines();
    int positionOf(qsizetype byte) const;

    const Theme *m_theme;
    Gutter *m_gutter;
    QList<JsonMark> m_marks;
    QList<int> m_markedLines;
    bool m_settingText = false;
};

} // namespace console
