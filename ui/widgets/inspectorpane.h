#pragma once

#include "ui/models/inspection.h"
#include "ui/models/jsontreemodel.h"
#include "ui/models/navigator.h"

#include <QTimer>
#include <QWidget>

class QScrollArea;
class QStackedWidget;
class QTreeView;

namespace console {

class ComparisonPane;
class FactsView;
class JsonTextView;
class NeighboursView;
class PaneButton;
class PaneHeader;
class PaneTabs;
class PersonPage;
class SentenceView;
class Theme;
class ThemedLabel;

/// The selected message from the sentence down to its bytes. Follows the navigator. GUI thread.
class InspectorPane : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the pane; `directory` may be null.
    InspectorPane(const MessageLog *log, const ExchangeLog *exchanges, const RoomDirectory *directory,
        Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    /// The place of the value that the tree's cursor is on, which stays there from message to message. Empty:
    /// it is on none, or on something with more inside.
    QStringList valuePath() const;
    MessageId shownMessage() const; ///< of the chosen tab
    bool isPinned() const; ///< it stays on its message whatever is selected
    ComparisonPane *comparison() const { return m_comparison; }

    /// Says the figures of a measured range; plain text. They stand where nothing is selected.
    using RangeText = std::function<QString(const TimeRange &)>;
    void setRangeText(RangeText text);

    QSize sizeHint() const override { return {340, 500}; }
    QSize minimumSizeHint() const override { return {280, 200}; }

public slots:
    void setAskable(bool askable); ///< whether the server can be asked now; at first it can
    void copyMessage();
    void setPinned(bool pinned); ///< to what it shows; nothing cannot be pinned
    /// The message that it shows with another one. Where nothing was pinned, the next selection ends that.
    void compareWith(console::MessageId other);
    void copyPath() const; ///< of what the tree's cursor is on, as the filter language writes it

signals:
    void composeRequested(const QByteArray &json);
    void askRequested(const QByteArray &json); ///< a request that would tell what is not known
    void pinnedChanged(bool pinned);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Page { Tree, Request, Text };

    void buildHead();
    void buildBody();
    void buildFoot();
    void buildNeighbours();
    void buildComparison();
    void showNeighbours();
    bool showsNeighbours() const;
    void showComparison(bool comparing);
    void setUpTree();
    void show(MessageId message);
    void refresh();
    void refreshIfConcerned(int exchange);
    void forget(MessageId newFirst);
    QStringList tabNames() const;
    void fillTabs();
    void showPage();
    void showTree(MessageId message);
    void showTreeState();
    void fitPage();
    void goOn(const QModelIndex &index);
    void showText(MessageId message);
    void expandSmall();
    void setEmpty(bool empty);
    void showEmptyText();
    void setContentShown(bool shown);
    void showFoot();
    void askName();
    void onlyPerson();
    void compose();
    void showTreeMenu(const QPoint &position);
    void keepCursor(const QModelIndex &index);
    void restoreCursor();

    const MessageLog *m_log;
    const ExchangeLog *m_exchanges;
    const RoomDirectory *m_directory;
    Navigator *m_navigator;
    const Theme *m_theme;
    JsonTreeModel m_treeModel;
    QStringList m_path; ///< where the tree's cursor was put
    Inspection m_inspection;
    qint64 m_sessionStart = 0;
    QTimer m_refresh; ///< names may become known at any time
    ThemedLabel *m_empty;
    RangeText m_rangeText;
    PersonPage *m_person = nullptr; ///< of the chosen one, while no message is
    QScrollArea *m_scroll;
    QWidget *m_content;
    PaneHeader *m_header;
    PaneButton *m_pin;
    PaneButton *m_copy;
    ComparisonPane *m_comparison;
    SentenceView *m_sentence;
    FactsView *m_facts;
    PaneTabs *m_tabs;
    QStackedWidget *m_pages;
    QTreeView *m_tree;
    ThemedLabel *m_remark;
    JsonTextView *m_text;
    PaneButton *m_verbatim;
    bool m_askable = true;
    bool m_isPinnedToCompare = false; ///< by nobody: until another message is selected
    QWidget *m_same; ///< participant
    NeighboursView *m_neighbours;
    QWidget *m_foot;
    PaneButton *m_only;
    PaneButton *m_compose;
};

} // namespace console
