#pragma once

#include <QHBoxLayout>
#include <QWidget>

namespace console {

class Theme;

/// The strip of 34 at the top of a pane: title, a count, and whatever the pane adds.
class PaneHeader : public QWidget
{
    Q_OBJECT
public:
    PaneHeader(const Theme *theme, const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setCount(const QString &count);
    /// Where the pane puts its buttons, behind title and count.
    QHBoxLayout *content() const { return m_content; }
    /// The title and the buttons: a count never keeps a pane from getting narrower.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void reserve();
    int titleWidth() const;
    int buttonsWidth() const;
    int countRoom() const;

    const Theme *m_theme;
    QString m_title;
    QString m_count;
    QHBoxLayout *m_content;
};

} // namespace console
