#include "ui/widgets/certificatedialog.h"

#include "ui/models/certificatetext.h"
#include "ui/models/text.h"
#include "ui/widgets/consolestyle.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/themedlabel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>
#include <QScreen>
#include <QScrollArea>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize(680, 560);
constexpr int rowHeight = 24;

/// Only what every file system takes.
QString fileNameOf(const QSslCertificate &certificate)
{
    QString name;
    for (const QChar c : certificate.subjectDisplayName().left(60))
        name += (c.isLetterOrNumber() && c.unicode() < 128) || c == u'-' ? c : u'_';
    return (name.isEmpty() ? u"certificate"_s : name) + u".pem"_s;
}

} // namespace

CertificateDialog::CertificateDialog(const QList<QSslCertificate> &chain, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_theme(theme), m_chain(chain)
{
    setWindowTitle(u"Certificate"_s);
    setModal(true);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    resize(
        (QSizeF(dialogSize) * Theme::scale()).toSize().boundedTo(screen()->availableSize() - QSize(0, 32)));
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(head());
    page->addWidget(chainList());
    m_facts = new QScrollArea(this);
    m_facts->setWidgetResizable(true);
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setAccessibleName(u"What the certificate says"_s);
    page->addWidget(m_facts, 1);
    page->addWidget(foot());
    choose(0);
}

CertificateDialog::CertificateDialog(const PeerCertificate &peer, const Theme *theme, QWidget *parent)
    : CertificateDialog(peer.chain, theme, parent)
{
}

QWidget *CertificateDialog::head()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(24, 20, 24, 14);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->addWidget(
        new IconLabel(m_theme, u"certificate"_s, &Colours::text2, 32, box), 0, 0, 2, 1, Qt::AlignTop);
    m_title = new ThemedLabel(m_theme, {}, &Colours::text, TextSize::DialogTitle, box);
    m_title->setElided(Qt::ElideRight);
    grid->addWidget(m_title, 0, 1);
    m_validity = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Body, box);
    m_validity->setElided(Qt::ElideRight);
    grid->addWidget(m_validity, 1, 1);
    return box;
}

QWidget *CertificateDialog::chainList()
{
    auto *box = new QWidget(this);
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(24, 0, 24, 6);
    rows->setSpacing(6);
    auto *heading = new ThemedLabel(
        m_theme, u"The chain, from the server to the root"_s, &Colours::text2, TextSize::Dense, box);
    heading->setWeight(QFont::DemiBold);
    rows->addWidget(heading);
    m_list = new QListWidget(box);
    m_list->setAccessibleName(u"Chain of certificates"_s);
    m_list->setUniformItemSizes(true);
    for (qsizetype i = 0; i < m_chain.size(); ++i) {
        auto *item = new QListWidgetItem(m_theme->icon(u"certificate"_s, &Colours::text2),
            u"%1 — %2"_s.arg(certificateTitle(m_chain.at(i)), certificateRole(m_chain, i)), m_list);
        item->setSizeHint({0, qRound(rowHeight * Theme::scale())});
    }
    const int shown = qBound(2, int(m_chain.size()), 4);
    m_list->setFixedHeight(qRound(rowHeight * Theme::scale()) * shown + 4);
    rows->addWidget(m_list);
    box->setVisible(m_chain.size() > 1);
    connect(m_list, &QListWidget::currentRowChanged, this, &CertificateDialog::choose);
    return box;
}

QWidget *CertificateDialog::facts(const QSslCertificate &certificate)
{
    auto *box = new QWidget;
    box->setBackgroundRole(QPalette::Base);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(24, 8, 24, 16);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(9);
    grid->setColumnMinimumWidth(0, qRound(110 * Theme::scale()));
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const CertificateFact &fact : certificateFacts(certificate)) {
        grid->addWidget(
            new ThemedLabel(m_theme, fact.name, &Colours::text2, TextSize::Dense, box), row, 0, Qt::AlignTop);
        // A zero-width space behind each colon lets a fingerprint break; copied is what Copy gives.
        const QString shown = fact.verbatim ? QString(fact.value).replace(u':', u":\u200B"_s) : fact.value;
        auto *value = new ThemedLabel(m_theme, shown, &Colours::text, TextSize::Dense, box);
        if (fact.verbatim)
            value->setFixedWidthFont(TextSize::Dense);
        value->setWordWrap(true);
        value->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        value->setAccessibleName(u"%1: %2"_s.arg(fact.name, fact.value));
        grid->addWidget(value, row++, 1);
    }
    grid->setRowStretch(row, 1);
    return box;
}

QWidget *CertificateDialog::foot()
{
    auto *box = new Strip(m_theme, &Colours::window, Qt::TopEdge, this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(20, 12, 16, 12);
    row->setSpacing(8);
    auto *copy = new QPushButton(m_theme->icon(u"copy"_s), u"&Copy PEM"_s, box);
    auto *save = new QPushButton(m_theme->icon(u"export"_s), u"&Save PEM…"_s, box);
    auto *close = new QPushButton(u"Close"_s, box);
    m_said = new ThemedLabel(m_theme, {}, &Colours::text2, TextSize::Dense, box);
    m_said->setElided(Qt::ElideRight);
    copy->setAccessibleName(u"Copy PEM"_s);
    save->setAccessibleName(u"Save PEM"_s);
    row->addWidget(copy);
    row->addWidget(save);
    row->addWidget(m_said, 1);
    row->addWidget(close);
    close->setDefault(true);
    close->setFocus(Qt::OtherFocusReason);
    connect(copy, &QPushButton::clicked, this, &CertificateDialog::copyPem);
    connect(save, &QPushButton::clicked, this, &CertificateDialog::savePem);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return box;
}

void CertificateDialog::choose(int index)
{
    m_chosen = m_chain.value(index);
    m_title->setText(certificateTitle(m_chosen));
    m_validity->setText(u"Valid from %1"_s.arg(validityText(m_chosen)));
    m_said->setText({});
    m_facts->setWidget(facts(m_chosen));
    if (m_list->currentRow() != index)
        m_list->setCurrentRow(index);
}

void CertificateDialog::copyPem()
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(m_chosen.toPem()));
    m_said->setText(u"Copied."_s);
}

void CertificateDialog::savePem()
{
    auto *dialog = new QFileDialog(this, u"Save the certificate"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({u"Certificates (*.pem)"_s, u"All files (*)"_s});
    dialog->setDefaultSuffix(u"pem"_s);
    dialog->selectFile(fileNameOf(m_chosen));
    connect(dialog, &QFileDialog::fileSelected, this, &CertificateDialog::write);
    dialog->open();
}

void CertificateDialog::write(const QString &file)
{
    const QByteArray pem = m_chosen.toPem();
    QSaveFile target(file);
    const bool written =
        target.open(QIODevice::WriteOnly) && target.write(pem) == pem.size() && target.commit();
    const QString name = visibleText(QFileInfo(file).fileName());
    m_said->setText(written ? u"Written to “%1”."_s.arg(name)
                            : u"“%1” cannot be written: %2."_s.arg(name, target.errorString()));
}

} // namespace console
