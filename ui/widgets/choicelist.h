#pragma once

#include <QAbstractButton>
#include <QFrame>

class QVBoxLayout;

namespace console {

class Theme;

/// One row of a ChoiceList: icon, what it does, a line about it, its keys. A button.
class ChoiceRow : public QAbstractButton
{
    Q_OBJECT
public:
    struct Content
    {
        QString icon;
        QString title;
        QString detail;
        QString keys; ///< "Ctrl D"; empty: none
        bool verbatim = false; ///< the detail is an address
    };
    ChoiceRow(const Theme *theme, const Content &content, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void paintKeys(QPainter *painter, const QRect &box);

    const Theme *m_theme;
    Content m_content;
};

/// A framed list of things to choose from. Up and Down walk, Enter and Space choose.
class ChoiceList : public QFrame
{
    Q_OBJECT
public:
    explicit ChoiceList(const Theme *theme, QWidget *parent = nullptr);
    ChoiceRow *add(const ChoiceRow::Content &content);
    void clear();
    int count() const;
    ChoiceRow *first() const; ///< null: there is none

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QVBoxLayout *m_rows;
};

} // namespace console
