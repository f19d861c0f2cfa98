#include "ui/widgets/noticebar.h"

#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 2'000; // characters; a server's words may be among them
constexpr int mostLines = 3; // of a text; all of it stands in its tool tip
constexpr int mostNotices = 4; // older ones give way: the window belongs to the session

struct ToneLook
{
    QString icon;
    ColourRole front;
    ColourRole back;
};

ToneLook lookOf(NoticeTone tone)
{
    switch (tone) {
    case NoticeTone::Warning:
        return {u"warning"_s, &Colours::warn, &Colours::warnBack};
    case NoticeTone::Error:
        return {u"error"_s, &Colours::error, &Colours::errorBack};
    case NoticeTone::Info:
        break;
    }
    return {u"info"_s, &Colours::info, &Colours::infoBack};
}

/// Icon, title, text, buttons, cross. The text takes as many lines as it needs: a warning that is cut warns
/// of nothing.
class NoticeRow : public QWidget
{
public:
    NoticeRow(const Theme *theme, const NoticeBar::Notice &notice, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_look(lookOf(notice.tone)), m_row(new QHBoxLayout(this)),
          m_text(new ThemedLabel(
              theme, visibleText(notice.text, longestText), &Colours::text2, TextSize::Body, this))
    {
        setObjectName(notice.id);
        setAccessibleName(u"%1. %2"_s.arg(notice.title, notice.text));
        m_row->setContentsMargins(14, 4, 8, 5);
        m_row->setSpacing(8);
        m_row->addWidget(new IconLabel(theme, m_look.icon, m_look.front, 16, this));
        auto *title = new ThemedLabel(theme, notice.title, &Colours::text, TextSize::Body, this);
        title->setWeight(QFont::DemiBold);
        m_row->addWidget(title);
        m_text->setWordWrap(true);
        m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_row->addWidget(m_text, 1);
    }

    QPushButton *addAction(const QString &text)
    {
        auto *button = new QPushButton(text, this);
        setControlHeight(button, 24);
        m_row->addWidget(button);
        return button;
    }

    QToolButton *addCross()
    {
        auto *cross = new QToolButton(this);
        cross->setIcon(m_theme->icon(u"close"_s, &Colours::text2));
        cross->setAutoRaise(true);
        cross->setFocusPolicy(Qt::StrongFocus);
        cross->setAccessibleName(u"Close this message"_s);
        cross->setToolTip(u"Close"_s);
        setControlHeight(cross, 24);
        m_row->addWidget(cross);
        return cross;
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme->colours().*m_look.back);
        painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->colours().line2);
    }

    /// A layout asks for a height before it knows the width that wrapped text gets.
    void resizeEvent(QResizeEvent *event) override
    {
        QWidget::resizeEvent(event);
        const int line = m_text->fontMetrics().lineSpacing();
        const QRect room(0, 0, m_text->width(), QWIDGETSIZE_MAX);
        const int wanted =
            m_text->fontMetrics().boundingRect(room, Qt::TextWordWrap, m_text->text()).height();
        m_text->setFixedHeight(qBound(line, wanted, mostLines * line));
        m_text->setToolTip(wanted > mostLines * line ? plainToolTip(m_text->text()) : QString());
    }

private:
    const Theme *m_theme;
    ToneLook m_look;
    QHBoxLayout *m_row;
    ThemedLabel *m_text;
};

} // namespace

NoticeBar::NoticeBar(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(u"Messages"_s);
    hide();
}

void NoticeBar::show(const Notice &notice)
{
    dismiss(notice.id);
    while (m_rows->count() >= mostNotices)
        delete m_rows->takeAt(0)->widget();
    auto *row = new NoticeRow(m_theme, notice, this);
    for (int i = 0; i < notice.actions.size(); ++i)
        connect(row->addAction(notice.actions.at(i)), &QPushButton::clicked, this,
            [this, id = notice.id, i] { emit actionRequested(id, i); });
    if (notice.closable)
        connect(row->addCross(), &QToolButton::clicked, this, [this, id = notice.id] {
            dismiss(id);
            emit closed(id);
        });
    m_rows->addWidget(row);
    setVisible(true);
}

QWidget *NoticeBar::find(const QString &id) const
{
    for (int i = 0; i < m_rows->count(); ++i)
        if (m_rows->itemAt(i)->widget()->objectName() == id)
            return m_rows->itemAt(i)->widget();
    return nullptr;
}

bool NoticeBar::has(const QString &id) const
{
    return find(id) != nullptr;
}

void NoticeBar::dismiss(const QString &id)
{
    QWidget *row = find(id);
    if (!row)
        return;
    m_rows->removeWidget(row);
    row->hide();
    row->deleteLater(); // its own cross may be asking
    setVisible(m_rows->count() > 0);
}

} // namespace console
