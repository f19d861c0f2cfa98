#pragma once

#include "ui/models/filterchoices.h"

#include <QFrame>
#include <QSet>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace console {

class Theme;
class ThemedLabel;

/// A list to tick things in, most frequent first, below the button that opened it. Shows 20 of them, those
/// ticked first; typing narrows. Stays open until a click elsewhere or Esc.
class ChoicePopup : public QFrame
{
    Q_OBJECT
public:
    static constexpr int shownAtOnce = 20;

    ChoicePopup(const Theme *theme, const QList<FilterChoice> &choices, const QSet<QByteArray> &ticked,
        QWidget *parent);

    void popUpBelow(const QWidget *button);

signals:
    void ticked(const QSet<QByteArray> &ids);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void addItem(const FilterChoice &choice);
    void takeTick(QListWidgetItem *item);

    const Theme *m_theme;
    QList<FilterChoice> m_choices;
    QSet<QByteArray> m_ticked;
    QLineEdit *m_search;
    QListWidget *m_list;
    ThemedLabel *m_more;
};

} // namespace console
