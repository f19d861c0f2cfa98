#include "ui/widgets/formtabs.h"

#include "ui/widgets/formpage.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int padding = 12;
constexpr int markWidth = 20;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

} // namespace

FormTabs::FormTabs(const Theme *theme, QWidget *parent) : QTabBar(parent), m_theme(theme)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FormTabs::hasProblem(int index) const
{
    return tabData(index).toBool();
}

void FormTabs::setProblem(int index, bool problem)
{
    if (hasProblem(index) == problem)
        return;
    setTabData(index, problem);
    const QString name = withoutMnemonic(tabText(index));
    setAccessibleTabName(index, problem ? u"%1, something is wrong here"_s.arg(name) : name);
    setTabText(index, tabText(index)); // measures anew
    update();
}

QSize FormTabs::tabSizeHint(int index) const
{
    const QFontMetrics metrics(Theme::font(TextSize::Body, QFont::DemiBold));
    const int text = metrics.size(Qt::TextShowMnemonic, tabText(index)).width();
    return {text + 2 * scaled(padding) + (hasProblem(index) ? scaled(markWidth) : 0), scaled(36)};
}

void FormTabs::paintTab(QPainter *painter, int index)
{
    const Colours &c = m_theme->colours();
    const bool isChosen = index == currentIndex();
    const QRect rect = tabRect(index);
    const bool wrong = hasProblem(index);
    QRect text = rect;
    if (wrong) {
        m_theme->drawIcon(painter, u"error"_s, c.error,
            {rect.left() + scaled(padding + 6) + 0.0, QRectF(rect).center().y()}, scaled(14));
        text.setLeft(rect.left() + scaled(markWidth));
    }
    painter->setFont(Theme::font(TextSize::Body, isChosen ? QFont::DemiBold : QFont::Normal));
    painter->setPen(wrong ? c.error : isChosen ? c.text : c.text2);
    painter->drawText(text, Qt::AlignCenter | Qt::TextShowMnemonic, tabText(index));
    if (isChosen)
        painter->fillRect(rect.left() + scaled(padding) - 4, rect.bottom() - 1,
            rect.width() - 2 * scaled(padding) + 8, 2, c.accent);
    if (isChosen && hasFocus())
        paintFocusRing(painter, QRectF(rect).adjusted(2, 4, -2, -4), *m_theme);
}

void FormTabs::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    for (int i = 0; i < count(); ++i)
        paintTab(&painter, i);
}

} // namespace console
