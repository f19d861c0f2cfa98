#pragma once

#include <QScrollBar>

#include <functional>

namespace console {

class Theme;

/// A scroll bar that shows where rows of interest lie. GUI thread.
class MarkedScrollBar : public QScrollBar
{
    Q_OBJECT
public:
    explicit MarkedScrollBar(const Theme *theme, QWidget *parent = nullptr);

    /// Whether something lies in each of so many equal parts of the whole; asked for at each paint.
    void setMarks(std::function<std::vector<bool>(int parts)> marks) { m_marks = std::move(marks); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    std::function<std::vector<bool>(int)> m_marks;
};

} // namespace console
