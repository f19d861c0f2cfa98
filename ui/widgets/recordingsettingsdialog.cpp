#include "ui/widgets/recordingsettingsdialog.h"

#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/formnotice.h"
#include "ui/widgets/formpage.h"
#include "ui/widgets/panel.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 600;
constexpr qint64 gigabyte = 1'000'000'000;
constexpr quint64 mebibyte = 1024 * 1024;

/// As the field shows it.
double tenthsOfGigabytes(qint64 bytes)
{
    return double((bytes + gigabyte / 20) / (gigabyte / 10)) / 10;
}

/// A section of the dialog, in which fields stand.
QWidget *section(QVBoxLayout *page, const Theme *theme, Qt::Edge line, QWidget *parent)
{
    auto *strip = new Strip(theme, &Colours::base, line, parent);
    auto *layout = new QVBoxLayout(strip);
    layout->setContentsMargins(20, 15, 20, 16);
    layout->setSpacing(9);
    page->addWidget(strip);
    return strip;
}

} // namespace

RecordingSettingsDialog::RecordingSettingsDialog(
    const RecordingSettings &settings, const QString &folder, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_settings(settings),
      m_notice(new FormNotice(theme, this, FormNotice::Tone::Problem))
{
    setWindowTitle(u"Recording settings"_s);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(qRound(dialogWidth * Theme::scale()));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_notice);
    addRecordingPart(page, folder);
    addMemoryPart(page);
    page->addStretch(1);
    page->addWidget(foot());
    fill(settings);
    showProblem(settings.problem);
    m_every->setFocus(Qt::OtherFocusReason);
}

void RecordingSettingsDialog::addRecordingPart(QVBoxLayout *page, const QString &folder)
{
    QWidget *box = section(page, m_theme, Qt::Edge(), this);
    m_every = new QCheckBox(u"&Record every session from its first message"_s, box);
    m_every->setAccessibleName(withoutMnemonic(m_every->text()));
    m_every->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    box->layout()->addWidget(m_every);
    auto *fields = new QWidget(box);
    box->layout()->addWidget(fields);
    FormGrid grid(m_theme, fields, 24);
    m_recordings =
        grid.addNumber(u"&Keep at most"_s, 1, RecordingSettings::mostRecordings, u"sessions"_s, QString());
    m_recordings->setFixedWidth(qRound(140 * Theme::scale()));
    m_gigabytes = new QDoubleSpinBox(fields);
    m_gigabytes->setDecimals(1);
    m_gigabytes->setRange(
        tenthsOfGigabytes(RecordingSettings::leastBytes), tenthsOfGigabytes(RecordingSettings::mostBytes));
    m_gigabytes->setSuffix(u" GB"_s);
    m_gigabytes->setFixedWidth(m_recordings->maximumWidth());
    grid.addShort(u"&Disk space"_s, m_gigabytes, u"for all of them together"_s);
    grid.addNote(u"The oldest ones go first. A recording that you gave a name, by Save as or by renaming its "
                 u"file, is always kept and does not count."_s);
    ThemedLabel *where = grid.addNote(u"They are in "_s + isolated(visibleText(folder)));
    where->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void RecordingSettingsDialog::addMemoryPart(QVBoxLayout *page)
{
    QWidget *box = section(page, m_theme, Qt::TopEdge, this);
    auto *fields = new QWidget(box);
    box->layout()->addWidget(fields);
    FormGrid grid(m_theme, fields);
    grid.addHeading(u"A session that is not recorded"_s);
    m_mebibytes = grid.addNumber(u"&Memory"_s, int(RecordingSettings::leastMemory / mebibyte),
        int(RecordingSettings::mostMemory / mebibyte), u"MiB"_s, QString());
    m_mebibytes->setFixedWidth(m_recordings->maximumWidth());
    grid.addNote(
        u"Beyond that the oldest messages are dropped: the status bar counts them, and the session says it."_s);
}

QWidget *RecordingSettingsDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    auto *defaults = new QPushButton(u"&Defaults"_s, box);
    row->addWidget(defaults);
    row->addWidget(explanation(m_theme, u"For sessions that begin from now on"_s, box), 1);
    auto *cancel = new QPushButton(u"Cancel"_s, box);
    row->addWidget(cancel);
    auto *save = new QPushButton(u"&Save"_s, box);
    row->addWidget(save);
    for (QPushButton *button : {defaults, save})
        button->setAccessibleName(withoutMnemonic(button->text()));
    save->setDefault(true);
    makePrimary(save);
    connect(defaults, &QPushButton::clicked, this, [this] { fill(m_settings = {}); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, [this] { emit saveRequested(settings()); });
    return box;
}

void RecordingSettingsDialog::fill(const RecordingSettings &settings)
{
    m_every->setChecked(settings.recordsEverySession);
    m_recordings->setValue(settings.limits.recordings);
    m_gigabytes->setValue(tenthsOfGigabytes(settings.limits.bytes));
    m_mebibytes->setValue(int(settings.memoryLimit / mebibyte));
}

RecordingSettings RecordingSettingsDialog::settings() const
{
    RecordingSettings settings = m_settings;
    settings.problem.clear();
    settings.recordsEverySession = m_every->isChecked();
    settings.limits.recordings = m_recordings->value();
    if (m_gigabytes->value() != tenthsOfGigabytes(settings.limits.bytes))
        settings.limits.bytes = qRound64(m_gigabytes->value() * 10) * (gigabyte / 10);
    if (m_mebibytes->value() != int(settings.memoryLimit / mebibyte))
        settings.memoryLimit = quint64(m_mebibytes->value()) * mebibyte;
    return settings;
}

void RecordingSettingsDialog::showProblem(const QString &problem)
{
    m_notice->say(visibleText(problem, problem.size()));
    growToFit(this);
}

} // namespace console
