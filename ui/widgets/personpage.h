#pragma once

#include "ui/models/pacer.h"
#include "ui/models/personsummary.h"

#include <QWidget>

class QVBoxLayout;

namespace console {

class FactsView;
class NeighboursView;
class Theme;
class ThemedLabel;

/// What is known of the room or participant that the navigator has chosen, with the latest messages about it
/// to go to. Renewed at most twice a second, while it is seen. GUI thread.
class PersonPage : public QWidget
{
    Q_OBJECT
public:
    static constexpr int interval = 500; ///< milliseconds

    /// All pointers must outlive the page.
    PersonPage(const MessageLog *log, const ExchangeLog *exchanges, const RoomDirectory *directory,
        Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    const PersonSummary &summary() const { return m_summary; }
    NeighboursView *latest() const { return m_latest; }
    void setAskable(bool askable); ///< whether the server can be asked now; at first it can

signals:
    void askRequested(const QByteArray &json); ///< what would tell what is not known

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildFacts(QVBoxLayout *column);
    void buildLatest(QVBoxLayout *column);
    void refresh();

    const MessageLog *m_log;
    const ExchangeLog *m_exchanges;
    const RoomDirectory *m_directory;
    Navigator *m_navigator;
    const Theme *m_theme;
    PersonSummary m_summary;
    ThemedLabel *m_title;
    ThemedLabel *m_subtitle;
    FactsView *m_facts;
    ThemedLabel *m_controlsTitle;
    FactsView *m_controls;
    NeighboursView *m_latest;
    bool m_askable = true;
    Pacer m_pacer;
};

} // namespace console
