#include "ui/widgets/personpage.h"

#include "lib/rooms/roomdirectory.h"
#include "ui/widgets/factsview.h"
#include "ui/widgets/messagesign.h"
#include "ui/widgets/themedlabel.h"

#include <QDateTime>
#include <QListWidget>
#include <QScrollArea>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 24;
constexpr int messageRole = Qt::UserRole; ///< qulonglong: number of the message
constexpr int kindRole = Qt::UserRole + 1; ///< int: MessageKind
constexpr int typeRole = Qt::UserRole + 2; ///< int: EventType

/// Paints the sign of a message before its sentence.
class LatestDelegate : public QStyledItemDelegate
{
public:
    LatestDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem text = option;
        text.rect.setLeft(option.rect.left() + 28);
        QStyledItemDelegate::paint(painter, text, index);
        const QPointF centre(option.rect.left() + 18, option.rect.center().y() + 0.5);
        drawMessageSign(painter, *m_theme, MessageKind(index.data(kindRole).toInt()),
            EventType(index.data(typeRole).toInt()), centre);
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, rowHeight};
    }

private:
    const Theme *m_theme;
};

ThemedLabel *caption(const Theme *theme, const QString &text, QWidget *parent)
{
    auto *label = new ThemedLabel(theme, text, &Colours::text2, TextSize::Caption, parent);
    label->setWeight(QFont::DemiBold);
    label->setContentsMargins(12, 10, 12, 0);
    return label;
}

} // namespace

PersonPage::PersonPage(const MessageLog *log, const RoomDirectory *directory, Navigator *navigator,
    const Theme *theme, QWidget *parent)
    : QWidget(parent), m_log(log), m_directory(directory), m_navigator(navigator), m_theme(theme),
      m_pacer(interval)
{
    setAccessibleName(tr("Room or person"));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins({});
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *content = new QWidget;
    content->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    scroll->setWidget(content);
    content->setAutoFillBackground(false); // setWidget() turns it on
    page->addWidget(scroll);
    buildFacts(column);
    buildLatest(column);
    connect(directory, &RoomDirectory::changed, &m_pacer, &Pacer::request);
    connect(directory, &RoomDirectory::stateChanged, &m_pacer, &Pacer::request);
    connect(log, &MessageLog::appended, &m_pacer, &Pacer::request);
    connect(log, &MessageLog::textArrived, &m_pacer, &Pacer::request);
    connect(navigator, &Navigator::personChanged, this, &PersonPage::refresh);
    connect(&m_pacer, &Pacer::due, this, [this] {
        if (isVisible())
            refresh();
    });
}

void PersonPage::buildFacts(QVBoxLayout *column)
{
    m_title = new ThemedLabel(m_theme, TextSize::Heading, &Colours::text, this);
    m_title->setWeight(QFont::DemiBold);
    m_title->setWordWrap(true);
    m_title->setContentsMargins(12, 12, 12, 0);
    m_subtitle = new ThemedLabel(m_theme, TextSize::Dense, &Colours::text2, this);
    m_subtitle->setWordWrap(true);
    m_subtitle->setContentsMargins(12, 3, 12, 4);
    m_facts = new FactsView(m_theme, this);
    m_controlsTitle = caption(m_theme, tr("Audio controls"), this);
    m_controls = new FactsView(m_theme, this);
    for (QWidget *part :
        {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_subtitle), static_cast<QWidget *>(m_facts),
            static_cast<QWidget *>(m_controlsTitle), static_cast<QWidget *>(m_controls)})
        column->addWidget(part);
}

void PersonPage::buildLatest(QVBoxLayout *column)
{
    m_latest = new QListWidget(this);
    m_latest->setAccessibleName(tr("Latest messages"));
    m_latest->setItemDelegate(new LatestDelegate(m_theme, m_latest));
    m_latest->setFrameShape(QFrame::NoFrame);
    m_latest->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_latest->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_latest->setTextElideMode(Qt::ElideRight);
    m_latest->viewport()->setAutoFillBackground(false);
    m_latest->setFont(Theme::font(TextSize::Dense));
    column->addWidget(caption(m_theme, tr("Latest messages"), this));
    column->addWidget(m_latest);
    column->addStretch();
    connect(m_latest, &QListWidget::itemClicked, this, &PersonPage::open);
    connect(m_latest, &QListWidget::itemActivated, this, &PersonPage::open);
}

void PersonPage::showEvent(QShowEvent *event)
{
    refresh();
    QWidget::showEvent(event);
}

/// The session's own time where it is a recording, else the clock's: ages grow while nothing comes.
void PersonPage::refresh()
{
    const qint64 now = m_log->isEmpty() ? 0 : m_log->lastTime();
    m_summary = summarize(*m_log, *m_directory, m_navigator->person(), now);
    m_title->setText(m_summary.title);
    m_subtitle->setText(m_summary.subtitle);
    m_facts->setFacts(m_summary.facts);
    m_controls->setFacts(m_summary.controls);
    m_controlsTitle->setVisible(!m_summary.controls.isEmpty());
    m_controls->setVisible(!m_summary.controls.isEmpty());
    fillLatest();
}

/// Rows that stay keep their place, so that nothing flickers under the pointer.
void PersonPage::fillLatest()
{
    const QList<SummaryLine> &lines = m_summary.latest;
    while (m_latest->count() > lines.size())
        delete m_latest->takeItem(m_latest->count() - 1);
    for (qsizetype row = 0; row < lines.size(); ++row) {
        if (row == m_latest->count())
            m_latest->addItem(QString());
        QListWidgetItem *item = m_latest->item(int(row));
        item->setText(lines[row].time + u"  "_s + lines[row].text);
        item->setToolTip(QString());
        item->setData(messageRole, QVariant::fromValue(lines[row].message.value));
        item->setData(kindRole, int(lines[row].kind));
        item->setData(typeRole, int(lines[row].type));
    }
    m_latest->setFixedHeight(int(lines.size()) * rowHeight + 8);
}

void PersonPage::open(const QListWidgetItem *item)
{
    m_navigator->select(MessageId(item->data(messageRole).value<quint64>()));
}

} // namespace console
