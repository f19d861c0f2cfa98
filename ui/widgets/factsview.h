#pragma once

#include "ui/models/inspection.h"

#include <QWidget>

namespace console {

class Theme;

/// A small table of facts: what stands behind a value goes below it where there is no room beside. A fact
/// that another message told leads there, by a click or the arrow keys and Enter; what is offered about one
/// is taken by its button or likewise. GUI thread.
class FactsView : public QWidget
{
    Q_OBJECT
public:
    explicit FactsView(const Theme *theme, QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);
    const QList<Fact> &facts() const { return m_facts; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

signals:
    void chosen(console::MessageId message);
    void offerTaken(const QString &offer);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    /// Where a fact stands.
    struct Row
    {
        int top = 0;
        int height = 0;
        int strongHeight = 0; ///< of that a line, or of several; 0: there is nothing strong
        bool isBelow = false; ///< what is soft stands under what is strong
    };

    QList<Row> rows(int width) const;
    Row rowOf(const Fact &fact, int top, int width) const;
    int factAt(const QPoint &position) const;
    int nextLink(int from, int step) const;
    QRect offerBox(int fact) const;
    void setCurrent(int fact);
    void setHovered(int fact);
    void choose(int fact);
    void paintOffer(QPainter *painter, int fact) const;
    void paintFact(QPainter *painter, int index, const Row &row) const;

    const Theme *m_theme;
    QList<Fact> m_facts;
    int m_current = -1; ///< the fact that Enter follows; -1: none leads anywhere
    int m_hovered = -1; ///< the fact under the pointer that leads somewhere
};

} // namespace console
