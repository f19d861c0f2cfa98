#pragma once

#include "lib/log/recordingsettings.h"

#include <QDialog>

class QCheckBox;
class QDoubleSpinBox;
class QSpinBox;
class QVBoxLayout;

namespace console {

class FormNotice;
class Theme;

/// Asks whether sessions are recorded, how many of them are kept, and how much memory one may take that is
/// not recorded. open() it.
class RecordingSettingsDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param folder  where the recordings are; shown
    RecordingSettingsDialog(const RecordingSettings &settings, const QString &folder, const Theme *theme,
        QWidget *parent = nullptr);

    /// As they stand in the fields. A size that nobody touched stays as it was, to the byte.
    RecordingSettings settings() const;
    void showProblem(const QString &problem); ///< a sentence; empty: none any more

signals:
    /// Save was pressed. The dialog stays open until accept(): what cannot be saved is shown in it.
    void saveRequested(const console::RecordingSettings &settings);

private:
    void addRecordingPart(QVBoxLayout *page, const QString &folder);
    void addMemoryPart(QVBoxLayout *page);
    QWidget *foot();
    void fill(const RecordingSettings &settings);

    const Theme *m_theme;
    RecordingSettings m_settings; ///< that the fields began with
    FormNotice *m_notice;
    QCheckBox *m_every = nullptr;
    QSpinBox *m_recordings = nullptr;
    QDoubleSpinBox *m_gigabytes = nullptr;
    QSpinBox *m_mebibytes = nullptr;
};

} // namespace console
