#include "ui/widgets/recordingsettingsdialog.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestRecordingSettingsDialog : public QObject
{
    Q_OBJECT
private slots:
    void init() { open({}); }
    void cleanup() { m_dialog.reset(); }

    void whatNobodyTouchesIsSavedToTheByte();
    void whatIsChosenIsSaved();
    void defaultsComeBack();
    void cancelSavesNothing();
    void itStaysOpenAndSaysWhatCannotBeSaved();
    void itSaysWhatCouldNotBeRead();
    void textsArePlainAndFieldsHaveNames();

private:
    void open(const RecordingSettings &settings);
    template <typename Field>
    Field *field(const QString &name) const;
    QPushButton *button(const QString &text) const;
    bool shows(const QString &text) const;

    Theme m_theme;
    std::unique_ptr<RecordingSettingsDialog> m_dialog;
    RecordingSettings m_saved;
};

void TestRecordingSettingsDialog::open(const RecordingSettings &settings)
{
    m_saved = {};
    m_saved.limits.recordings = -1;
    m_dialog = std::make_unique<RecordingSettingsDialog>(settings, u"/data/<b>recordings</b>"_s, &m_theme);
    connect(m_dialog.get(), &RecordingSettingsDialog::saveRequested, this,
        [this](const RecordingSettings &saved) { m_saved = saved; });
    m_dialog->open();
}

template <typename Field>
Field *TestRecordingSettingsDialog::field(const QString &name) const
{
    for (Field *field : m_dialog->findChildren<Field *>())
        if (field->accessibleName() == name)
            return field;
    return nullptr;
}

QPushButton *TestRecordingSettingsDialog::button(const QString &text) const
{
    for (auto *button : m_dialog->findChildren<QPushButton *>())
        if (button->text().remove(u'&') == text)
            return button;
    return nullptr;
}

bool TestRecordingSettingsDialog::shows(const QString &text) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
        [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void TestRecordingSettingsDialog::whatNobodyTouchesIsSavedToTheByte()
{
    RecordingSettings odd;
    odd.recordsEverySession = false;
    odd.limits = {7, 1'234'567'891};
    odd.memoryLimit = 123'456'789;
    open(odd);
    button(u"Save"_s)->click();
    QVERIFY(m_saved == odd);
}

void TestRecordingSettingsDialog::whatIsChosenIsSaved()
{
    QTest::keyClick(field<QCheckBox>(u"Record every session from its first message"_s), Qt::Key_Space);
    field<QSpinBox>(u"Keep at most"_s)->setValue(20);
    field<QDoubleSpinBox>(u"Disk space"_s)->setValue(2.5);
    field<QSpinBox>(u"Memory"_s)->setValue(512);
    QTest::keyClick(m_dialog.get(), Qt::Key_Return);
    QCOMPARE(m_saved.recordsEverySession, false);
    QCOMPARE(m_saved.limits.recordings, 20);
    QCOMPARE(m_saved.limits.bytes, 2'500'000'000);
    QCOMPARE(m_saved.memoryLimit, 512u * 1024 * 1024);
}

void TestRecordingSettingsDialog::defaultsComeBack()
{
    RecordingSettings odd;
    odd.recordsEverySession = false;
    odd.limits = {7, 1'234'567'891};
    open(odd);
    button(u"Defaults"_s)->click();
    button(u"Save"_s)->click();
    QVERIFY(m_saved == RecordingSettings());
}

void TestRecordingSettingsDialog::cancelSavesNothing()
{
    field<QSpinBox>(u"Keep at most"_s)->setValue(20);
    button(u"Cancel"_s)->click();
    QCOMPARE(m_saved.limits.recordings, -1);
    QVERIFY(!m_dialog->isVisible());
}

void TestRecordingSettingsDialog::itStaysOpenAndSaysWhatCannotBeSaved()
{
    button(u"Save"_s)->click();
    QVERIFY(m_dialog->isVisible());
    m_dialog->showProblem(u"The settings could not be saved."_s);
    QVERIFY(shows(u"The settings could not be saved."_s));
    m_dialog->showProblem({});
    QVERIFY(!shows(u"The settings could not be saved."_s));
}

void TestRecordingSettingsDialog::itSaysWhatCouldNotBeRead()
{
    RecordingSettings broken;
    broken.problem = u"The setting holds “many”."_s;
    open(broken);
    QVERIFY(shows(u"The setting holds “many”."_s));
    button(u"Save"_s)->click();
    QVERIFY(m_saved == RecordingSettings());
}

void TestRecordingSettingsDialog::textsArePlainAndFieldsHaveNames()
{
    QVERIFY(shows(u"/data/<b>recordings</b>"_s));
    for (const auto *label : m_dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    for (const auto *spin : m_dialog->findChildren<QAbstractSpinBox *>())
        QVERIFY(!spin->accessibleName().isEmpty());
}

QTEST_MAIN(TestRecordingSettingsDialog)
#include "tst_recordingsettingsdialog.moc"
