#pragma once

#include "ui/models/inspection.h"

#include <QWidget>

namespace console {

class Theme;

/// A small table of facts, each in one line.
class FactsView : public QWidget
{
    Q_OBJECT
public:
    explicit FactsView(const Theme *theme, QWidget *parent = nullptr);

    void setFacts(const QList<Fact> &facts);
    const QList<Fact> &facts() const { return m_facts; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintFact(QPainter *painter, const Fact &fact, int top) const;

    const Theme *m_theme;
    QList<Fact> m_facts;
};

} // namespace console
