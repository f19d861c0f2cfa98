#include "ui/widgets/pageview.h"

#include "ui/widgets/theme.h"

namespace console {

using namespace Qt::StringLiterals;

PageView::PageView(const Theme *theme, QWidget *parent) : QTextBrowser(parent), m_theme(theme)
{
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(16);
    connect(theme, &Theme::changed, this, &PageView::adopt);
    adopt();
}

void PageView::setPage(const QString &html)
{
    m_page = html;
    setHtml(html);
}

void PageView::adopt()
{
    const Colours &colours = m_theme->colours();
    QPalette palette = this->palette();
    palette.setColor(QPalette::Base, colours.base);
    palette.setColor(QPalette::Text, colours.text);
    setPalette(palette);
    document()->setDefaultFont(Theme::font());
    document()->setDefaultStyleSheet(
        uR"(p.title { font-size: %1px; font-weight: 600; margin: 0 0 6px 0; }
            p.head { font-size: %2px; font-weight: 600; margin: 16px 0 2px 0; }
            p { margin: 0 0 8px 0; }
            td { padding-right: 12px; }
            .name { font-family: "%3"; white-space: nowrap; }
            .quiet { color: %4; }
            .note { color: %5; })"_s.arg(Theme::font(TextSize::DialogTitle).pixelSize())
            .arg(Theme::font(TextSize::Heading).pixelSize())
            .arg(Theme::fixedFont().family(), colours.text2.name(), colours.warn.name()));
    setHtml(m_page); // a style sheet counts only for what comes after it
}

} // namespace console
