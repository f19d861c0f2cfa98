#pragma once

#include <QTextBrowser>

namespace console {

class Theme;

/// A page to read, made of HTML with the classes title, head, name, note and quiet; colours and fonts are the
/// theme's, and follow it. Opens nothing.
class PageView : public QTextBrowser
{
    Q_OBJECT
public:
    explicit PageView(const Theme *theme, QWidget *parent = nullptr);

    void setPage(const QString &html);

private:
    void adopt();

    const Theme *m_theme;
    QString m_page;
};

} // namespace console
